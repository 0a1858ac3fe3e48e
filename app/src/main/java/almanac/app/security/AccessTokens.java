package almanac.app.security;

import almanac.user.UserId;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import javax.crypto.SecretKey;

/** Short-lived signed tokens (JWT, HS256) that name a user and a session. */
final class AccessTokens {

    private static final String ISSUER = "almanac";
    private static final String SESSION = "sid";

    /** What a valid token says. */
    record Access(UserId user, String session) {}

    /** A token with its times. */
    record Issued(String token, Instant issuedAt, Duration life) {}

    private final SecretKey key;
    private final Duration life;
    private final Clock clock;
    private final JwtParser parser;

    AccessTokens(SecretKey key, Duration life, Clock clock) {
        this.key = key;
        this.life = life;
        this.clock = clock;
        parser =
                Jwts.parser()
                        .verifyWith(key)
                        .requireIssuer(ISSUER)
                        .clock(() -> Date.from(clock.instant()))
                        .build();
    }

    Issued issue(UserId user, String session) {
        return issue(user, session, life);
    }

    /** One that is valid for as long as its session; for a browser, which refreshes nothing. */
    Issued issue(UserId user, String session, Duration life) {
        var now = clock.instant();
        var token =
                Jwts.builder()
                        .issuer(ISSUER)
                        .subject(Long.toString(user.value()))
                        .claim(SESSION, session)
                        .issuedAt(Date.from(now))
                        .expiration(Date.from(now.plus(life)))
                        .signWith(key, Jwts.SIG.HS256)
                        .compact();
        return new Issued(token, now, life);
    }

    /** Empty for a token that is not ours, was changed or has expired. */
    Optional<Access> read(String token) {
        try {
            var claims = parser.parseSignedClaims(token).getPayload();
            return Optional.of(
                    new Access(
                            new UserId(Long.parseLong(claims.getSubject())),
                            claims.get(SESSION, String.class)));
        } catch (JwtException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
