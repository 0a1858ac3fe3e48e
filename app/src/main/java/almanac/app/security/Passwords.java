package almanac.app.security;

import almanac.app.setting.WrongSetting;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Hashes passwords with Argon2id, as few at a time as there are processors, since each takes
 * memory. A hash says what it took, so that it is recognised whatever new ones take.
 */
final class Passwords {

    /** RFC 9106 3.1: eight times the lanes, of which there is one. */
    private static final int LEAST_MEMORY = 8;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int PASSES = 2;

    private final Argon2PasswordEncoder argon2;
    private final Semaphore room = new Semaphore(Runtime.getRuntime().availableProcessors());
    private volatile String nobodys = "";

    /**
     * @param memory KB for each new hash
     */
    Passwords(int memory) {
        if (memory < LEAST_MEMORY) {
            throw new WrongSetting(
                    "almanac.security.password-memory must be at least 8KB, not " + memory + "KB");
        }
        argon2 = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, memory, PASSES);
    }

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
