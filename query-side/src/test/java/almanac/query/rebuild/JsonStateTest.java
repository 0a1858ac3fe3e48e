package almanac.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.user.KeyScope;
import almanac.user.Role;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class JsonStateTest {

    private final JsonState<Held> json = new JsonState<>(JsonMapper.builder().build(), Held.class);

    private record Held(Set<Role> roles, Set<String> names, List<Inner> inner) {}

    private record Inner(Set<KeyScope> scopes) {}

    @Test
    void equal_states_are_written_the_same_however_their_sets_were_made() {
        var one = held(List.of(Role.USER, Role.OPERATOR), List.of("b", "a"), KeyScope.READ);
        var other = held(List.of(Role.OPERATOR, Role.USER), List.of("a", "b"), KeyScope.WRITE);

        var written = json.append(new Document(), one);

        assertThat(other).isEqualTo(one);
        assertThat(json.append(new Document(), other)).isEqualTo(written);
        assertThat(json.read(written)).isEqualTo(one);
    }

    private static Held held(List<Role> roles, List<String> names, KeyScope first) {
        var scopes = new LinkedHashSet<>(List.of(first));
        scopes.addAll(List.of(KeyScope.values()));
        return new Held(
                new LinkedHashSet<>(roles), new LinkedHashSet<>(names), List.of(new Inner(scopes)));
    }
}
