package almanac.app.api.academic;

import almanac.google.GoogleCopies;
import almanac.google.GoogleSync;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Google as long as nobody can connect an account. */
@Configuration(proxyBeanMethods = false)
class GoogleConfiguration {

    @Bean
    GoogleSync googleSync() {
        return user -> new GoogleSync.NotLinked();
    }

    @Bean
    GoogleCopies googleCopies() {
        return entries -> Map.of();
    }
}
