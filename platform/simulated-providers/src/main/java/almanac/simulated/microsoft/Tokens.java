package almanac.simulated.microsoft;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Identity tokens, and the hash of PKCE. */
final class Tokens {

    private Tokens() {}

    /** Who signed in (OpenID Connect Core 1.0, 2), signed with a key that everybody knows. */
    static String identity(Mailbox person, String client) {
        var now = person.clock.instant().getEpochSecond();
        var issuer = "https://login.microsoftonline.com/" + SignIn.TENANT + "/v2.0";
        var claims = Json.object().put("ver", "2.0").put("iss", issuer).put("aud", client);
        claims.put("iat", now).put("exp", now + 3600).put("sub", "sub-" + person.object);
        claims.put("tid", SignIn.TENANT).put("oid", person.object);
        claims.put("preferred_username", person.address);
        var text =
                base64(bytes("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"))
                        + "."
                        + base64(bytes(claims.toString()));
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(SignIn.TENANT), "HmacSHA256"));
            return text + "." + base64(mac.doFinal(bytes(text)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** RFC 7636, 4.2. */
    static String challenge(String verifier) {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(bytes(verifier)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
