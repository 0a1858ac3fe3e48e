package almanac.app.operation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells a newcomer, after the start, where to look and how to begin. */
@Component
final class Greeting {

    private static final Logger LOG = LoggerFactory.getLogger("almanac");

    private final Environment environment;
    private final DataPlace place;

    Greeting(Environment environment, DataPlace place) {
        this.environment = environment;
        this.place = place;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext web
                && web.getWebServer() != null) {
            LOG.info("{}", text("http://localhost:" + web.getWebServer().getPort()));
        }
    }

    private String text(String url) {
        return """

        Almanac is ready (roles: %s)

          API documents  %s/docs
          Data           %s
          First token    curl -s %s/api/auth/register -H 'Content-Type: application/json' \\
                           -d '{"username":"ada","email":"ada@example.org","password":"Correct-Horse-7"}'
                         answers access_token; send it as Authorization: Bearer <token>
        """
                .formatted(
                        environment.getProperty("almanac.roles", "command,query,sync"),
                        url,
                        place.text(),
                        url);
    }
}
