package almanac.app.operation;

import almanac.operation.DeadLetterView;
import almanac.sync.delivery.GivenUp;
import almanac.sync.delivery.GivenUps;
import java.util.List;
import java.util.Optional;

/** What did not go out to people or programs. */
final class SentLetters implements LetterBox {

    private final String word;
    private final String source;
    private final GivenUps<?> givenUp;
    private final Payloads payloads;

    /**
     * @param word with which their names begin
     * @param source who sends them
     */
    SentLetters(String word, String source, GivenUps<?> givenUp, Payloads payloads) {
        this.word = word;
        this.source = source;
        this.givenUp = givenUp;
        this.payloads = payloads;
    }

    @Override
    public boolean has(String wanted) {
        return wanted.equals(word);
    }

    @Override
    public List<DeadLetterView> latest(int limit) {
        return givenUp.latest(limit).stream().map(each -> view(each, Optional.empty())).toList();
    }

    @Override
    public DeadLetterView one(String id, boolean unmasked) {
        var found = givenUp.find(name(id)).orElseThrow(() -> Letters.missing(id));
        return view(found, Optional.of(payloads.of(found.content(), unmasked)));
    }

    /** It goes by itself from then on. */
    @Override
    public boolean retry(String id) {
        return Letters.require(givenUp.retry(name(id)), id);
    }

    @Override
    public void discard(String id) {
        var unused = Letters.require(givenUp.discard(name(id)), id);
    }

    private String name(String id) {
        return id.substring(Math.min(id.length(), word.length() + 1));
    }

    private DeadLetterView view(GivenUp its, Optional<String> payload) {
        return new DeadLetterView(
                word + ":" + its.name(),
                source,
                its.subject(),
                its.sequence(),
                1,
                its.type(),
                its.reason(),
                its.at(),
                its.at(),
                true,
                payload);
    }
}
