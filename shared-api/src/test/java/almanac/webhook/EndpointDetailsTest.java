package almanac.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import almanac.message.Rejected;
import almanac.message.Rejection;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an endpoint can be. */
final class EndpointDetailsTest {

    private static EndpointDetails at(String url) {
        return EndpointDetails.events(URI.create(url), List.of(), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8443, 65_535})
    void a_port_that_a_host_can_have_is_taken(int port) {
        at("https://example.com:" + port + "/").check();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65_536, 99_999})
    void another_port_is_refused_by_the_name_of_the_address(int port) {
        var refused =
                catchThrowableOfType(
                        Rejected.class, () -> at("https://example.com:" + port + "/").check());
        assertThat(refused.rejection())
                .isInstanceOfSatisfying(
                        Rejection.Invalid.class,
                        invalid -> assertThat(invalid.field()).isEqualTo("url"));
    }
}
