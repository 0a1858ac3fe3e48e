package almanac.app.setting;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.config.AlmanacProperties;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PathSettingsTest {

    @EnableConfigurationProperties(AlmanacProperties.class)
    static class Bound {}

    private static void told(Consumer<AlmanacProperties> expected, String... settings) {
        new ApplicationContextRunner()
                .withUserConfiguration(Bound.class, PathSettings.class)
                .withPropertyValues(settings)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    expected.accept(context.getBean(AlmanacProperties.class));
                });
    }

    @Test
    void a_path_is_taken_as_it_stands() {
        told(
                properties -> {
                    assertThat(properties.dataDir()).isEqualTo(Path.of("../d3"));
                    assertThat(properties.mail().trust()).isEqualTo("../ca.pem");
                },
                "almanac.data-dir=../d3",
                "almanac.mail.trust=../ca.pem");
    }

    @Test
    void it_may_be_absolute_or_a_uri() {
        told(
                properties -> assertThat(properties.dataDir()).isEqualTo(Path.of("/srv/almanac")),
                "almanac.data-dir=/srv/almanac");
        told(
                properties -> assertThat(properties.dataDir()).isEqualTo(Path.of("/srv/almanac")),
                "almanac.data-dir=file:/srv/almanac");
    }

    @Test
    void an_empty_one_sets_nothing() {
        told(
                properties -> {
                    assertThat(properties.dataDir()).isEqualTo(Path.of("./.almanac"));
                    assertThat(properties.mail().trust()).isEmpty();
                },
                "almanac.data-dir=",
                "almanac.mail.trust=");
    }
}
