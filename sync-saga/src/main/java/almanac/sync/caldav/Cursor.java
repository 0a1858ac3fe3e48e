package almanac.sync.caldav;

import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import java.util.Optional;

/** From where a round of changes goes on. */
sealed interface Cursor {

    /** RFC 6578; an empty token stands for everything. */
    record Token(String token) implements Cursor {}

    /** Of a server without tokens. */
    record Listed(Optional<String> ctag, Fingerprints fingerprints) implements Cursor {}

    default String text() {
        return switch (this) {
            case Token(var token) -> Words.joined("token", token);
            case Listed(var ctag, var prints) ->
                    Words.joined(prints.each() ? "each" : "all", ctag.orElse(""), prints.text());
        };
    }

    /**
     * @throws ProviderFailed CursorExpired for a text that is none of ours
     */
    static Cursor of(String text) {
        var words = Words.of(text);
        if (words.size() == 2 && words.getFirst().equals("token")) {
            return new Token(words.get(1));
        }
        if (words.size() == 3) {
            var prints = new Fingerprints(words.get(2), words.getFirst().equals("each"));
            return new Listed(Optional.of(words.get(1)).filter(tag -> !tag.isEmpty()), prints);
        }
        throw expired("a cursor of another kind");
    }

    static ProviderFailed expired(String detail) {
        return new ProviderFailed(new ProviderFailure.CursorExpired(detail));
    }
}
