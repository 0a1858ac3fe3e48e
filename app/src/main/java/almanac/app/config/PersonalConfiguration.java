package almanac.app.config;

import almanac.app.personal.PersonKeys;
import almanac.app.personal.PersonalSealing;
import almanac.store.Durability;
import almanac.sync.oauth.Seal;
import com.mongodb.client.MongoDatabase;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is personal in the history, and the keys it is sealed with. */
@Configuration(proxyBeanMethods = false)
class PersonalConfiguration {

    @Bean
    PersonKeys personKeys(
            AlmanacProperties properties,
            MongoDatabase database,
            Durability durability,
            Clock clock) {
        var random = new SecureRandom();
        var vault = new Seal(SyncConfiguration.keys(properties, random), random);
        var keys = new PersonKeys(database, durability, vault, random, clock);
        keys.rotate();
        return keys;
    }

    @Bean
    PersonalSealing sealing(PersonKeys keys) {
        return new PersonalSealing(keys, new SecureRandom());
    }
}
