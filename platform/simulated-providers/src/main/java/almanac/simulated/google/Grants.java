package almanac.simulated.google;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Codes and tokens (RFC 6749, RFC 7636) and what they stand for. */
final class Grants {

    static final Duration TOKEN_LIFE = Duration.ofSeconds(3_599);
    private static final Duration CODE_LIFE = Duration.ofMinutes(10);

    private final World world;
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Grant> byRefreshToken = new HashMap<>();
    private final Map<String, Access> byAccessToken = new HashMap<>();

    Grants(World world) {
        this.world = world;
    }

    /** Who asks and what they may. */
    record Session(World.Account account, Set<String> scopes) {}

    private record Code(
            Grant grant, String redirect, String challenge, boolean offline, Instant expires) {}

    private record Grant(int number, World.Account account, String client, Set<String> scopes) {}

    private record Access(Grant grant, Instant expires) {}

    /** What a token request is answered with. */
    record Issued(
            World.Account account,
            String client,
            Set<String> scopes,
            String accessToken,
            Optional<String> refreshToken) {}

    String code(World.Account account, Map<String, String> asked, Set<String> scopes) {
        var code = "4/sim-" + secret("code");
        var grant =
                new Grant(
                        (int) world.next(),
                        account,
                        asked.getOrDefault("client_id", ""),
                        new TreeSet<>(scopes));
        codes.put(
                code,
                new Code(
                        grant,
                        asked.getOrDefault("redirect_uri", ""),
                        asked.getOrDefault("code_challenge", ""),
                        asked.getOrDefault("access_type", "online").equals("offline"),
                        world.now().plus(CODE_LIFE)));
        return code;
    }

    /** Empty for {@code invalid_grant}; a code works once. */
    Optional<Issued> exchange(Map<String, String> form) {
        var code = Optional.ofNullable(codes.remove(form.getOrDefault("code", "")));
        return code.filter(each -> each.expires().isAfter(world.now()))
                .filter(each -> each.redirect().equals(form.get("redirect_uri")))
                .filter(each -> each.grant().client().equals(form.get("client_id")))
                .filter(each ->
                        each.challenge().isEmpty()
                                || each.challenge()
                                        .equals(s256(form.getOrDefault("code_verifier", ""))))
                .map(each -> {
                    var refresh =
                            each.offline()
                                    ? Optional.of("1//sim-" + secret("refresh"))
                                    : Optional.<String>empty();
                    refresh.ifPresent(token -> byRefreshToken.put(token, each.grant()));
                    return issue(each.grant(), refresh);
                });
    }

    /** Empty for {@code invalid_grant}. */
    Optional<Issued> refresh(Map<String, String> form) {
        return Optional.ofNullable(byRefreshToken.get(form.getOrDefault("refresh_token", "")))
                .filter(grant -> grant.client().equals(form.get("client_id")))
                .map(grant -> issue(grant, Optional.empty()));
    }

    private Issued issue(Grant grant, Optional<String> refresh) {
        byAccessToken.values().removeIf(access -> !access.expires().isAfter(world.now()));
        var token = "ya29.sim-" + secret("access");
        byAccessToken.put(token, new Access(grant, world.now().plus(TOKEN_LIFE)));
        return new Issued(grant.account(), grant.client(), grant.scopes(), token, refresh);
    }

    /** Ends the grant of a token; false where there is none. */
    boolean revoke(String token) {
        var grant =
                Optional.ofNullable(byRefreshToken.get(token))
                        .or(() -> Optional.ofNullable(byAccessToken.get(token)).map(Access::grant));
        grant.ifPresent(dead -> {
            byRefreshToken.values().removeIf(dead::equals);
            byAccessToken.values().removeIf(access -> access.grant().equals(dead));
        });
        return grant.isPresent();
    }

    int standing(String email) {
        return (int)
                byRefreshToken.values().stream()
                        .filter(grant -> grant.account().email().equals(email))
                        .distinct()
                        .count();
    }

    void revokeAll(World.Account account) {
        byRefreshToken.values().removeIf(grant -> grant.account().equals(account));
        byAccessToken.values().removeIf(access -> access.grant().account().equals(account));
    }

    void expireAccessTokens() {
        byAccessToken.clear();
    }

    Optional<Session> session(Optional<String> authorization) {
        return authorization
                .filter(header -> header.startsWith("Bearer "))
                .map(header -> byAccessToken.get(header.substring("Bearer ".length())))
                .filter(access -> access.expires().isAfter(world.now()))
                .map(access -> new Session(access.grant().account(), access.grant().scopes()));
    }

    /** Not to be guessed in a test, and the same in each run of it. */
    private String secret(String purpose) {
        return s256(purpose + world.next()).substring(0, 24);
    }

    static String s256(String text) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
