package almanac.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ReadPreference;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StoreConfigurationTest {

    @Test
    void a_store_that_says_nothing_is_not_waited_for_for_ever() {
        assertThat(readTimeout("mongodb://localhost/almanac")).isEqualTo(120_000);
    }

    @Test
    void the_address_may_say_how_long() {
        assertThat(readTimeout("mongodb://localhost/almanac?socketTimeoutMS=5000"))
                .isEqualTo(5_000);
    }

    /** A secondary answers without a write that its client was told is there. */
    @Test
    void whatever_the_address_says_the_primary_is_asked() {
        var uri = "mongodb://localhost/almanac?replicaSet=rs0&readPreference=secondaryPreferred";
        assertThat(StoreConfiguration.settings(uri).build().getReadPreference())
                .isEqualTo(ReadPreference.primary());
    }

    private static int readTimeout(String uri) {
        return StoreConfiguration.settings(uri)
                .build()
                .getSocketSettings()
                .getReadTimeout(TimeUnit.MILLISECONDS);
    }
}
