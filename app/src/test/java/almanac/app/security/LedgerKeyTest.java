package almanac.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerKeyTest {

    @TempDir private Path directory = Path.of("");

    /** RFC 8032, 7.1, test 1. */
    @Test
    void the_public_key_is_that_of_the_secret() {
        var hex = java.util.HexFormat.of();
        var secret =
                hex.parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        var pair = LedgerKey.of(Base64.getEncoder().encodeToString(secret));
        assertThat(hex.formatHex(pair.getPublic().getEncoded()))
                .endsWith("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    }

    @Test
    void a_key_that_was_made_is_kept_for_its_owner_alone() throws Exception {
        var file = directory.resolve("ledger.key");
        var made = LedgerKey.keptIn(file);
        assertThat(LedgerKey.keptIn(file).getPublic()).isEqualTo(made.getPublic());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(LedgerKey.keptIn(directory.resolve("other")).getPublic())
                .isNotEqualTo(made.getPublic());
    }

    @Test
    void anything_but_32_bytes_in_base64_is_refused_without_being_told() {
        for (var wrong : List.of("secret-of-mine", "c2hvcnQ=", "")) {
            assertThatThrownBy(() -> LedgerKey.of(wrong))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("32 bytes in base64")
                    .satisfies(it -> {
                        if (!wrong.isEmpty()) {
                            assertThat(it.getMessage()).doesNotContain(wrong);
                        }
                    });
        }
    }
}
