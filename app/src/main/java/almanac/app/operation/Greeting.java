package almanac.app.operation;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
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
    private final Optional<TryOut> tryOut;

    Greeting(Environment environment, DataPlace place, ObjectProvider<TryOut> tryOut) {
        this.environment = environment;
        this.place = place;
        this.tryOut = tryOut.stream().findFirst();
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext web
                && web.getWebServer() != null) {
            LOG.info("{}", text("http://localhost:" + web.getWebServer().getPort()));
        }
    }

    private static String line(String url) {
        return "          Try sync       "
                + url
                + " with simulated Google and Microsoft accounts\n";
    }

    private String text(String url) {
        return
"""

        Almanac is ready (roles: %s)

          API documents  %s/docs
          Console        %s/console for operators and auditors
%s          Data           %s
          First token    curl -s %s/api/auth/register -H 'Content-Type: application/json' \\
                           -d '{"username":"ada","email":"ada@example.org","password":"Correct-Horse-7"}'
                         answers access_token; send it as Authorization: Bearer <token>
"""
                .formatted(
                        environment.getProperty("almanac.roles", "command,query,sync"),
                        url,
                        url,
                        tryOut.map(its -> line(url + its.path())).orElse(""),
                        place.text(),
                        url);
    }
}
