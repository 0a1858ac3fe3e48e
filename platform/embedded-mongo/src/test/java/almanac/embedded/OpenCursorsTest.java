package almanac.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.bson.Document;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenCursorsTest {

    @Test
    void a_cursor_that_nobody_asked_for_ten_minutes_is_forgotten() {
        CursorRegistry registry = new CursorRegistry();
        OpenCursors cursors = new OpenCursors();
        cursors.add(cursor(1), registry);
        long now = System.nanoTime();
        cursors.add(cursor(2), registry, now + Duration.ofMinutes(9).toNanos());
        assertThat(registry.size()).isEqualTo(2);
        cursors.add(cursor(3), registry, now + Duration.ofMinutes(11).toNanos());
        assertThat(registry.size()).isEqualTo(1);
        assertThat(registry.getCursor(3).getId()).isEqualTo(3);
    }

    private static Find cursor(long id) {
        Rows rows = Rows.sorted(new OneRow(), Comparator.comparing(row -> row.bytes().length), 0);
        return new Find(id, rows, new ReentrantLock(), Optional.empty(), 0, 0);
    }

    private static final class OneRow implements Rows {
        private final List<Row> rows =
                new ArrayList<>(List.of(new Row(Bson.encode(new Document("_id", 1)))));

        @Override
        public @Nullable Row next() {
            return rows.isEmpty() ? null : rows.removeLast();
        }

        @Override
        public boolean isAtEnd() {
            return rows.isEmpty();
        }

        @Override
        public void pause() {}
    }
}
