package almanac.app.personal;

import almanac.message.Actor;
import almanac.message.FactNames;
import almanac.store.RawFacts.RawFact;
import almanac.store.Sealing;
import almanac.user.UserFact;
import almanac.user.UserId;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;

/**
 * Seals what {@link almanac.message.Personal} marks in a fact with the key of the user it is about,
 * else of whoever acted. A fact of nobody is stored as it is; of a person whose key is destroyed
 * nothing personal is stored any more.
 */
public final class PersonalSealing implements Sealing {

    private static final String USERS = "user-";

    private final PersonKeys keys;
    private final SecureRandom random;
    private final Shapes shapes = new Shapes();

    public PersonalSealing(PersonKeys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    @Override
    public String sealed(EventMessage<?> fact, String payload) {
        var shape = shapes.of(fact.getPayloadType());
        if (shape instanceof Shape.Plain) {
            return payload;
        }
        var split = Splitting.of(payload, shape);
        return split.pieces().isEmpty()
                ? payload
                : person(fact).map(it -> sealed(fact.getIdentifier(), split, it)).orElse(payload);
    }

    private static Optional<Long> person(EventMessage<?> fact) {
        if (fact.getPayload() instanceof UserFact about) {
            return Optional.of(about.user().value());
        }
        Map<String, ?> metaData = fact.getMetaData();
        return Actor.from(metaData).map(actor -> actor.user().value());
    }

    private String sealed(String fact, Split split, long person) {
        return keys.toSeal(person)
                .map(key ->
                        new SealedText(person, key.seal(fact, split.bytes(), random), split.rest())
                                .text())
                .orElse(split.rest());
    }

    /** Whether a stored fact holds words of a person, and how. */
    public enum Words {
        /** That their key opens. */
        SEALED,
        /** That anybody reads: it was stored before facts were sealed. */
        CLEAR,
        NONE
    }

    /**
     * Which words of a person a fact holds.
     *
     * @param fact as it lies in the store
     */
    public Words wordsIn(RawFact fact, UserId person) {
        var number = Long.toString(person.value());
        if (SealedText.isOf(fact.payload(), number)) {
            return Words.SEALED;
        }
        var type = FactNames.ALL.get(fact.name());
        if (type == null || SealedText.isOne(fact.payload()) || !isOf(fact, person, number)) {
            return Words.NONE;
        }
        return Splitting.of(fact.payload(), shapes.of(type)).pieces().isEmpty()
                ? Words.NONE
                : Words.CLEAR;
    }

    private static boolean isOf(RawFact fact, UserId person, String number) {
        return fact.stream().startsWith(USERS)
                ? fact.stream().equals(person.toString())
                : fact.metaData().contains("\"" + Actor.USER_KEY + "\":\"" + number + "\"");
    }

    /** History as it will read once the key of this person is destroyed. */
    public Sealing without(UserId person) {
        return new Sealing() {
            @Override
            public String sealed(EventMessage<?> fact, String payload) {
                return PersonalSealing.this.sealed(fact, payload);
            }

            @Override
            public String opened(String fact, String payload) {
                return SealedText.parse(payload)
                        .filter(its -> its.person() == person.value())
                        .map(SealedText::rest)
                        .orElseGet(() -> PersonalSealing.this.opened(fact, payload));
            }
        };
    }

    @Override
    public String opened(String fact, String payload) {
        return SealedText.parse(payload).map(it -> opened(fact, it)).orElse(payload);
    }

    private String opened(String fact, SealedText sealed) {
        return keys.toOpen(sealed.person())
                .map(key -> Split.of(sealed.rest(), key.open(fact, sealed.blob())).whole())
                .orElse(sealed.rest());
    }
}
