package almanac.app.security;

import almanac.app.setting.WrongSetting;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * Who reads the metrics: an operator, and whoever sends the configured token as a bearer. A scraper
 * is nobody's client, so it gets a token that opens nothing else.
 */
public final class MetricsReaders implements AuthorizationManager<RequestAuthorizationContext> {

    private static final int SHORTEST = 16;

    private final Optional<String> token;

    /**
     * @param token of at least 16 characters; blank or absent for operators only
     */
    public MetricsReaders(Optional<String> token) {
        this.token = token.map(String::strip).filter(text -> !text.isEmpty());
        if (this.token.filter(text -> text.length() < SHORTEST).isPresent()) {
            throw new WrongSetting(
                    "almanac.security.metrics-token needs at least " + SHORTEST + " characters");
        }
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication,
            RequestAuthorizationContext context) {
        return new AuthorizationDecision(
                knowsToken(context.getRequest()) || isOperator(authentication.get()));
    }

    private boolean knowsToken(HttpServletRequest request) {
        var sent = Credentials.of(request).map(Credentials.Found::value);
        return token.flatMap(known -> sent.map(text -> Secrets.same(known, text))).orElse(false);
    }

    private static boolean isOperator(@Nullable Authentication authentication) {
        return authentication != null
                && authentication.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .anyMatch("ROLE_OPERATOR"::equals);
    }
}
