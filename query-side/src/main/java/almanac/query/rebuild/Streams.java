package almanac.query.rebuild;

/** Makes what one stream says again, in place. */
final class Streams {

    private Streams() {}

    /**
     * @throws almanac.message.Rejected with NotFound where nothing of the projection has such a
     *     stream, with Conflict where it needs all streams in order
     */
    static void again(History history, Group group, String stream) {
        var making =
                group.makings().stream()
                        .filter(its -> stream.startsWith(its.streams()))
                        .findFirst()
                        .orElseThrow(() -> Refusals.missing("Stream", stream));
        if (making.inOrder()) {
            throw Refusals.conflict(group.name() + " is only made again as a whole");
        }
        again(history, group, making, stream);
    }

    private static <F> void again(History history, Group group, Making<F> making, String stream) {
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
