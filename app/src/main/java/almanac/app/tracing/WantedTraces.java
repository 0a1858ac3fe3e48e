package almanac.app.tracing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether traces are wanted: only where they go to is OpenTelemetry set up at all, as it would
 * begin and queue spans that nobody fetches.
 */
public final class WantedTraces
        implements Condition, AutoConfigurationImportFilter, EnvironmentAware {

    private static final String ENDPOINT = "almanac.traces.endpoint";
    private static final String TRACING = "org.springframework.boot.micrometer.tracing.";
    private static final String OPEN_TELEMETRY = "org.springframework.boot.opentelemetry.";

    private boolean wanted;

    private static boolean wanted(PropertyResolver settings) {
        return !settings.getProperty(ENDPOINT, "").isBlank();
    }

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return wanted(context.getEnvironment());
    }

    @Override
    public void setEnvironment(Environment environment) {
        wanted = wanted(environment);
    }

    @Override
    public boolean[] match(
            @Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
        var kept = new boolean[autoConfigurations.length];
        for (var i = 0; i < kept.length; i++) {
            kept[i] = wanted || !isOfTracing(autoConfigurations[i]);
        }
        return kept;
    }

    private static boolean isOfTracing(@Nullable String name) {
        return name != null && (name.startsWith(TRACING) || name.startsWith(OPEN_TELEMETRY));
    }
}
