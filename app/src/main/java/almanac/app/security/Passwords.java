package almanac.app.security;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Hashes passwords with Argon2id, as few at a time as there are processors: each takes 16 MB. */
final class Passwords {

    private final Argon2PasswordEncoder argon2 =
            Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final Semaphore room = new Semaphore(Runtime.getRuntime().availableProcessors());
    private volatile String nobodys = "";

    String hash(String password) {
        return inside(() -> argon2.encode(password));
    }

    boolean matches(String password, String hash) {
        return inside(() -> argon2.matches(password, hash));
    }

    /** Takes as long as {@link #matches}, so that nobody can tell which users exist. */
    void matchNobody(String password) {
        if (nobodys.isEmpty()) {
            nobodys = hash(Secrets.random(16));
        }
        matches(password, nobodys);
    }

    private <T> T inside(Supplier<T> work) {
        room.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            room.release();
        }
    }
}
