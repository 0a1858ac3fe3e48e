package almanac.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** No text gets into a fact without a decision whether it is personal. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PersonalTest {

    /** Texts that say nothing of a person and must stay when one is erased, each with why. */
    private static final Map<String, String> NOT_PERSONAL =
            Map.ofEntries(
                    Map.entry("EntryCreated.uid", "names the object at providers and in files"),
                    Map.entry("SingleEntry.uid", "the same"),
                    Map.entry("Series.uid", "the same"),
                    Map.entry("Details.color", "a color"),
                    Map.entry("Details.icon", "a picture of at most ten characters"),
                    Map.entry("Color.to", "a color"),
                    Map.entry("Icon.to", "a picture of at most ten characters"),
                    Map.entry("CalendarDetails.color", "a color"),
                    Map.entry("CalendarDetails.icon", "a picture of at most ten characters"),
                    Map.entry("CourseDetails.color", "a color"),
                    Map.entry("CourseDetails.emoji", "a picture"),
                    Map.entry("ExternalCalendar.color", "a color"),
                    Map.entry("ExternalCalendar.zone", "a time zone"),
                    Map.entry("SetColor.color", "a color"),
                    Map.entry("Profile.timeFormat", "12h or 24h"),
                    Map.entry("Profile.themeColor", "a color"),
                    Map.entry("ApiKeyTerms.prefix", "random, and opens nothing"),
                    Map.entry("ApiKeyTerms.tier", "one of three words"),
                    Map.entry("Connected.scopes", "words of the provider"),
                    Map.entry("Reconnected.scopes", "words of the provider"),
                    Map.entry("MappingEnded.reason", "a sentence of ours"),
                    Map.entry("Disagreement.field", "the name of a field"),
                    Map.entry("OperationBegun.target", "a processor, a letter or a number"),
                    Map.entry("OperationBegun.details", "numbers and names of processors"),
                    Map.entry("OperationEnded.detail", "a sentence of ours"));

    private final Set<Class<?>> seen = new HashSet<>();
    private final Set<String> undecided = new TreeSet<>();
    private final Set<String> decided = new TreeSet<>();

    @Test
    void every_text_in_a_fact_is_personal_or_listed_as_not() {
        FactNames.ALL.values().forEach(this::walk);

        assertThat(undecided).as("texts that are neither").isEmpty();
        assertThat(decided).as("listed, but gone or marked").isEqualTo(NOT_PERSONAL.keySet());
    }

    private void walk(Class<?> type) {
        if (!seen.add(type)) {
            return;
        }
        var subtypes = type.getAnnotation(JsonSubTypes.class);
        if (subtypes != null) {
            Arrays.stream(subtypes.value()).map(JsonSubTypes.Type::value).forEach(this::walk);
        }
        if (type.isRecord() && type.getPackageName().startsWith("almanac")) {
            Arrays.stream(type.getRecordComponents()).forEach(this::decide);
        }
    }

    private void decide(RecordComponent component) {
        if (component.isAnnotationPresent(Personal.class)) {
            return;
        }
        var texts = leaves(component.getGenericType()).filter(PersonalTest::isText).toList();
        if (!texts.isEmpty()) {
            var name = component.getDeclaringRecord().getSimpleName() + "." + component.getName();
            (NOT_PERSONAL.containsKey(name) ? decided : undecided).add(name);
        }
        leaves(component.getGenericType()).filter(type -> !isText(type)).forEach(this::walk);
    }

    private static boolean isText(Class<?> type) {
        return CharSequence.class.isAssignableFrom(type)
                || type == URI.class
                || type == Object.class
                || type.getSimpleName().equals("MailAddress");
    }

    private static Stream<Class<?>> leaves(Type type) {
        return switch (type) {
            case Class<?> plain -> Stream.of(plain);
            case ParameterizedType generic ->
                    Arrays.stream(generic.getActualTypeArguments()).flatMap(PersonalTest::leaves);
            default -> Stream.of(Object.class);
        };
    }
}
