package almanac.sync.local;

import almanac.connection.MappingId;
import almanac.message.Actor;
import almanac.message.Origin;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One run of a mapping's sync. Its name is stored with the facts that come of it, so that they are
 * told from edits that have to go to the provider.
 */
public record Run(MappingId mapping, String id) {

    /** The metadata entry of facts. */
    public static final String KEY = "syncRun";

    /**
     * The run that stored a fact; empty for any other fact, and for what a rule did because of a
     * run: its fact inherits the name, and has to go to the provider.
     */
    public static Optional<Run> from(Map<String, ?> metaData) {
        return Actor.from(metaData)
                .filter(actor -> actor.origin().kind() == Origin.Kind.CONNECTION)
                .flatMap(actor -> Optional.ofNullable(metaData.get(KEY)))
                .map(Object::toString)
                .flatMap(Run::parse);
    }

    private static Optional<Run> parse(String text) {
        var slash = text.indexOf('/');
        return slash < 1
                ? Optional.empty()
                : Optional.of(
                        new Run(
                                new MappingId(Long.parseLong(text.substring(0, slash))),
                                text.substring(slash + 1)));
    }

    /** Rises with every run of the mapping; empty for one that is none. */
    public OptionalLong fence() {
        var isNumber = !id.isEmpty() && id.chars().allMatch(Character::isDigit);
        return isNumber ? OptionalLong.of(Long.parseLong(id)) : OptionalLong.empty();
    }

    @Override
    public String toString() {
        return mapping.value() + "/" + id;
    }
}
