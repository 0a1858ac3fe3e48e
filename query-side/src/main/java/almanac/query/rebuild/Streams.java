package almanac.query.rebuild;

import almanac.message.Rejected;
import java.util.stream.Stream;

/** Makes what one stream says again, in place. */
final class Streams {

    private Streams() {}

    /**
     * @throws almanac.message.Rejected with NotFound where nothing of the projection has such a
     *     stream, with Conflict where it needs all streams in order
     */
    static void again(History history, Group group, String stream) {
        var making =
                byStream(group)
                        .filter(its -> stream.startsWith(its.streams()))
                        .findFirst()
                        .orElseThrow(() -> refusal(group, stream));
        again(history, group, making, stream);
    }

    private static Stream<StreamMaking<?>> byStream(Group group) {
        return group.makings().stream()
                .flatMap(making ->
                        making instanceof StreamMaking<?> its ? Stream.of(its) : Stream.empty());
    }

    private static Rejected refusal(Group group, String stream) {
        return byStream(group).findAny().isPresent()
                ? Refusals.missing("Stream", stream)
                : Refusals.conflict(group.name() + " is only made again as a whole");
    }

    private static <F> void again(
            History history, Group group, StreamMaking<F> making, String stream) {
        group.again(
                making,
                () -> {
                    var facts = Facts.of(making, history.of(stream));
                    if (facts.isEmpty()) {
                        throw Refusals.missing("Stream", stream);
                    }
                    return facts;
                });
    }
}
