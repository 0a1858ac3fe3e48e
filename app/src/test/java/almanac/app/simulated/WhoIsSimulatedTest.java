package almanac.app.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.app.config.AlmanacProperties;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class WhoIsSimulatedTest {

    private static final String SIMULATED = "almanac.providers.simulated";
    private static final String CLIENT = "almanac.providers.microsoft.client-id";

    private static boolean simulated(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("almanac", AlmanacProperties.class)
                .simulated();
    }

    @Test
    void a_laptop_simulates_until_a_real_client_is_configured() {
        assertThat(simulated(Map.of())).isTrue();
        assertThat(simulated(Map.of(CLIENT, "real"))).isFalse();
        assertThat(simulated(Map.of(SIMULATED, "false"))).isFalse();
    }

    @Test
    void a_database_simulates_only_when_asked() {
        assertThat(simulated(Map.of("almanac.store", "mongodb"))).isFalse();
        assertThat(simulated(Map.of("almanac.store", "mongodb", SIMULATED, "true"))).isTrue();
    }

    @Test
    void real_and_simulated_at_once_is_a_mistake() {
        assertThatThrownBy(() -> simulated(Map.of(CLIENT, "real", SIMULATED, "true")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(SIMULATED);
    }
}
