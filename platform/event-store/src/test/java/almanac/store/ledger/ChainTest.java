package almanac.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The format: these values were computed by a program in another language from its description. */
class ChainTest {

    private static final LedgerFact CREATED =
            new LedgerFact(
                    0,
                    "c-0",
                    "entry-1",
                    OptionalLong.of(0),
                    "e-0",
                    "2026-03-01T12:00:00.123Z",
                    "entry.created",
                    Optional.of("1"),
                    Optional.of("Entry"),
                    "{\"title\":\"Zoë 🎂\"}",
                    "{}");
    private static final LedgerFact FREE =
            new LedgerFact(
                    1,
                    "c-1",
                    "~e-1",
                    OptionalLong.empty(),
                    "e-1",
                    "2026-03-01T12:00:01Z",
                    "free",
                    Optional.empty(),
                    Optional.empty(),
                    "{}",
                    "{\"actor\":\"7\"}");
    private static final LedgerFact UPDATED =
            new LedgerFact(
                    2,
                    "c-2",
                    "entry-1",
                    OptionalLong.of(1),
                    "e-2",
                    "2026-03-01T12:00:02Z",
                    "entry.updated",
                    Optional.of("2"),
                    Optional.of("Entry"),
                    "{\"title\":\"x\"}",
                    "{}");
    private static final String RUNNING =
            "1aa514a4aecf0c4d119ad78c7ba4907075e40c0aa69b3ddc430b09a46dac9b16";
    private static final String KEY =
            "MCowBQYDK2VwAyEAA6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";
    private static final Checkpoint SIGNED =
            new Checkpoint(
                    1,
                    2,
                    Hash.parse(RUNNING),
                    "2026-03-01T12:00:03Z",
                    Hash.NONE,
                    "a050837d85070582",
                    "fpDtIIU6G3QvttMwydzQFIjrXNzfaUaGoZ/0DwgF4P0xdYXB0EpGfj6ubywcr1h9iRw+oIDcFiRZP8y6FudzDQ==");

    @Test
    void hashes_are_those_that_another_program_computes() {
        assertThat(CREATED.digest())
                .hasToString("34e90f71663ad9df11d6337bcebc5804d3d57de04215f4f435ecc9f8e4f222dd");
        var heads = Heads.unbounded();
        var running = Chain.running(Hash.NONE, heads.add(CREATED));
        running = Chain.running(running, heads.add(FREE));
        var link = heads.add(UPDATED);
        assertThat(link)
                .hasToString("4fce7384c7e9aa338e17a3db5317299af1a441f0e4aa740590bbad81e7d97620");
        assertThat(Chain.running(running, link)).hasToString(RUNNING);
    }

    @Test
    void a_checkpoint_that_another_program_signed_is_accepted() {
        assertThat(SIGNED.hash())
                .hasToString("03fc91971e9cf0be7fc1e7c201cca65e56f5066d8b3dd665ae2b4788819a1ade");
        assertThat(LedgerKeys.of(List.of(KEY)).signed(SIGNED)).isTrue();
        assertThat(LedgerKeys.of(List.of(Histories.signer().publicKey())).signed(SIGNED)).isFalse();
        assertThat(LedgerKeys.of(List.of(KEY)).signed(SIGNED.signed("bm8="))).isFalse();
        assertThat(LedgerKeys.of(List.of(KEY)).signed(SIGNED.signed("?"))).isFalse();
    }

    @Test
    void what_stands_in_another_field_hashes_to_something_else() {
        var moved =
                new LedgerFact(
                        0,
                        "c-0e",
                        "ntry-1",
                        OptionalLong.of(0),
                        "e-0",
                        CREATED.at(),
                        CREATED.name(),
                        CREATED.revision(),
                        CREATED.aggregateType(),
                        CREATED.payload(),
                        CREATED.metaData());
        assertThat(moved.digest()).isNotEqualTo(CREATED.digest());
    }

    @Test
    void half_a_character_is_refused_since_it_would_be_written_as_a_question_mark() {
        var half = Histories.fact(0, "entry-1", 0, "a\ud83c");
        assertThatThrownBy(half::digest)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("half a character");
    }

    @Test
    void keys_and_hashes_that_are_none_are_refused() {
        assertThatThrownBy(() -> LedgerKeys.of(List.of("c2hvcnQ=")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LedgerKeys.of(List.of("no base64")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hash.parse("ab")).isInstanceOf(IllegalArgumentException.class);
        var mixed =
                new java.security.KeyPair(
                        Histories.pair().getPublic(), Histories.pair().getPrivate());
        assertThatThrownBy(() -> new LedgerSigner(mixed))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void heads_that_were_forgotten_are_folded_again() {
        var facts = Histories.facts(200, new java.util.SplittableRandom(3));
        var few =
                new Heads(
                        2,
                        (stream, position) -> {
                            var head = Head.NONE;
                            for (var fact : facts.subList(0, (int) position)) {
                                head = fact.stream().equals(stream) ? head.after(fact) : head;
                            }
                            return head;
                        });
        var all = Heads.unbounded();
        for (var fact : facts) {
            assertThat(few.add(fact)).isEqualTo(all.add(fact));
        }
    }
}
