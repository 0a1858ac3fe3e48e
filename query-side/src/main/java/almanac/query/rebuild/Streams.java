package almanac.query.rebuild;

/** Makes what one stream says again, in place. */
final class Streams {

    private Streams() {}

    /**
     * @throws almanac.message.Rejected with NotFound where nothing of the projection has such a
     *     stream
     */
    static void again(History history, Group group, String stream) {
        var making =
                group.makings().stream()
                        .filter(its -> stream.startsWith(its.streams()))
                        .findFirst()
                        .orElseThrow(() -> Refusals.missing("Stream", stream));
        again(history, group, making, stream);
    }

    private static <F> void again(History history, Group group, Making<F> making, String stream) {
        group.again(
                making,
                () -> {
                    var facts = Facts.of(making.facts(), history.of(stream));
                    if (facts.isEmpty()) {
                        throw Refusals.missing("Stream", stream);
                    }
                    return facts;
                });
    }
}
