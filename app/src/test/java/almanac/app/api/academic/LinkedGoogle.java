package almanac.app.api.academic;

import almanac.google.GoogleCopies;
import almanac.google.GoogleCopies.GoogleCopy;
import almanac.google.GoogleSync;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Google as the document's examples see it; not annotated, so that only its own server has it. */
class LinkedGoogle {

    private final Map<Long, GoogleSync.Outcome> outcomes = new ConcurrentHashMap<>();

    /** What the next imports of that user come to; they are not linked before. */
    void answers(long user, GoogleSync.Outcome outcome) {
        outcomes.put(user, outcome);
    }

    @Bean
    @Primary
    GoogleSync scriptedGoogleSync() {
        return user -> outcomes.getOrDefault(user.value(), new GoogleSync.NotLinked());
    }

    @Bean
    @Primary
    GoogleCopies documentedCopies() {
        return entries ->
                entries.stream()
                        .collect(
                                Collectors.toMap(
                                        Function.identity(),
                                        entry -> new GoogleCopy("google_event_xyz789", "primary")));
    }
}
