package almanac.simulated.google;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Sync and page tokens of lists: opaque to clients, void after their epoch. */
final class ListTokens {

    private ListTokens() {}

    /**
     * Where a list goes on.
     *
     * @param kind of the token
     * @param list what is listed, with the parameters that must stay equal
     * @param after position of the last change that was listed
     * @param full whether the round shows everything rather than changes
     */
    record Position(String kind, String list, int epoch, long after, boolean full) {

        String token() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            (kind + "|" + epoch + "|" + after + "|" + full + "|" + list)
                                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    static Optional<Position> read(String token) {
        try {
            var parts =
                    new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8)
                            .split("\\|", 5);
            return parts.length < 5
                    ? Optional.empty()
                    : Optional.of(
                            new Position(
                                    parts[0],
                                    parts[4],
                                    Integer.parseInt(parts[1]),
                                    Long.parseLong(parts[2]),
                                    Boolean.parseBoolean(parts[3])));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** The position that a sync token names. */
    static Position sync(World world, String token, String list) {
        var position = read(token).filter(each -> each.kind().equals("sync"));
        if (position.isEmpty() || !position.get().list().equals(list)) {
            throw Refusal.invalid("Invalid Value");
        }
        if (position.get().epoch() != world.syncEpoch()) {
            throw new Refusal(
                    410,
                    "fullSyncRequired",
                    "Sync token is no longer valid, a full sync is required.");
        }
        return position.get();
    }

    /** The position that a page token names. */
    static Position page(World world, String token, String list) {
        var position = read(token).filter(each -> each.kind().equals("page"));
        if (position.isEmpty()
                || !position.get().list().equals(list)
                || position.get().epoch() != world.pageEpoch()) {
            throw Refusal.invalid("Invalid page token value.");
        }
        return position.get();
    }
}
