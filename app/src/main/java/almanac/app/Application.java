package almanac.app;

import almanac.app.config.AlmanacProperties;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** One Almanac node. */
@SpringBootApplication
@EnableConfigurationProperties(AlmanacProperties.class)
public class Application {

    public static void main(String[] arguments) {
        // Axon would ask its vendor for newer versions
        System.setProperty("axoniq.update-checker.disabled", "true");
        SpringApplication.run(Application.class, arguments);
    }
}
