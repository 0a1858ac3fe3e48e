package almanac.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.app.setting.WrongSetting;
import org.junit.jupiter.api.Test;

final class PasswordsTest {

    @Test
    void a_hash_says_what_it_took_and_not_the_password() {
        var hash = new Passwords(16 * 1024).hash("Correct-Horse-7");

        assertThat(hash).startsWith("$argon2id$v=19$m=16384,t=2,p=1$").doesNotContain("Horse");
    }

    @Test
    void a_password_is_recognised_whatever_new_hashes_take() {
        var before = new Passwords(64).hash("Correct-Horse-7");
        var now = new Passwords(128);

        assertThat(now.matches("Correct-Horse-7", before)).isTrue();
        assertThat(now.matches("Correct-Horse-8", before)).isFalse();
    }

    @Test
    void the_same_password_has_another_hash_each_time() {
        var passwords = new Passwords(64);

        assertThat(passwords.hash("Correct-Horse-7"))
                .isNotEqualTo(passwords.hash("Correct-Horse-7"));
    }

    @Test
    void memory_that_argon2_cannot_do_with_is_refused_by_the_name_of_the_setting() {
        assertThatThrownBy(() -> new Passwords(7))
                .isInstanceOf(WrongSetting.class)
                .hasMessageContaining("almanac.security.password-memory");
    }
}
