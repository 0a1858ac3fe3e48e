package almanac.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Sorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMongoTest {

    @TempDir Path folder;

    @Test
    void documents_and_indexes_are_there_again_after_a_restart() {
        Path file = folder.resolve("data.mv");
        try (Opened opened = Opened.on(file)) {
            opened.collection().createIndex(ascending("owner", "start"));
            opened.collection()
                    .createIndex(ascending("number"), new IndexOptions().unique(true).name("no"));
            opened.collection().insertMany(things(500));
            opened.store().close();
        }
        try (Opened opened = Opened.on(file)) {
            assertThat(names(opened)).containsExactlyInAnyOrder("_id_", "owner_1_start_1", "no");
            assertThat(opened.store().stats().documents()).isEqualTo(500);
            assertThat(opened.store().stats().collections()).isEqualTo(1);
            assertThat(examined(opened, eq("number", 77), null, 0)).isEqualTo(1);
        }
    }

    @Test
    void an_equality_and_a_range_read_only_what_they_return() {
        try (Opened opened = Opened.inMemory()) {
            opened.collection().createIndex(ascending("owner", "start"));
            opened.collection().insertMany(things(2000));
            Bson query = and(eq("owner", "o3"), gte("start", 100), lt("start", 300));
            assertThat(found(opened, query, null, 0)).hasSize(20);
            assertThat(examined(opened, query, null, 0)).isEqualTo(20);
        }
    }

    @Test
    void a_sort_with_a_limit_reads_as_many_entries_as_the_limit_in_both_directions() {
        try (Opened opened = Opened.inMemory()) {
            opened.collection().createIndex(compoundIndex(ascending("owner"), descending("start")));
            opened.collection().insertMany(things(2000));
            for (Bson order : List.of(Sorts.descending("start"), Sorts.ascending("start"))) {
                assertThat(found(opened, eq("owner", "o3"), order, 7)).hasSize(7);
                assertThat(examined(opened, eq("owner", "o3"), order, 7)).isEqualTo(7);
            }
        }
    }

    @Test
    void ranges_and_sorts_on_the_id_read_the_documents_in_order() {
        try (Opened opened = Opened.inMemory()) {
            opened.collection().insertMany(things(2000));
            assertThat(examined(opened, gte("_id", 1500), Sorts.ascending("_id"), 5)).isEqualTo(5);
            assertThat(found(opened, new Document(), Sorts.descending("_id"), 3))
                    .extracting(one -> one.getInteger("_id"))
                    .containsExactly(1999, 1998, 1997);
            assertThat(examined(opened, new Document(), Sorts.descending("_id"), 3)).isEqualTo(3);
        }
    }

    @Test
    void any_of_and_arrays_use_the_index() {
        try (Opened opened = Opened.inMemory()) {
            opened.collection().createIndex(ascending("tags"));
            opened.collection().insertMany(things(1000));
            assertThat(found(opened, eq("tags", "t5"), null, 0)).hasSize(20);
            assertThat(examined(opened, eq("tags", "t5"), null, 0)).isEqualTo(20);
            assertThat(examined(opened, in("_id", 5, 7, 2_000), null, 0)).isEqualTo(2);
        }
    }

    @Test
    void any_of_thousands_reads_these_alone_and_the_rest_is_still_demanded() {
        try (Opened opened = Opened.inMemory()) {
            opened.collection().createIndex(ascending("number", "owner"));
            opened.collection().insertMany(things(2000));
            List<Integer> asked = IntStream.range(500, 2_500).boxed().toList();
            Bson query = and(in("number", asked), eq("owner", "o3"), gte("start", 1_000));
            assertThat(found(opened, query, null, 0)).hasSize(100);
            assertThat(examined(opened, query, null, 0)).isEqualTo(150);
        }
    }

    @Test
    void updates_deletes_and_counts_go_through_the_index() {
        try (Opened opened = Opened.inMemory()) {
            MongoCollection<Document> things = opened.collection();
            things.createIndex(ascending("number"), new IndexOptions().unique(true));
            things.insertMany(things(1000));
            long before = opened.store().entriesExamined();
            things.updateOne(eq("number", 5), new Document("$set", new Document("number", 5000)));
            things.findOneAndUpdate(
                    eq("number", 5000), new Document("$inc", new Document("number", 1)));
            assertThat(things.countDocuments(eq("number", 5001))).isEqualTo(1);
            things.deleteOne(eq("number", 5001));
            assertThat(opened.store().entriesExamined() - before).isEqualTo(3);
            assertThat(things.countDocuments()).isEqualTo(999);
        }
    }

    @Test
    void what_the_index_alone_can_count_is_counted_without_reading_it() {
        try (Opened opened = Opened.inMemory()) {
            MongoCollection<Document> things = opened.collection();
            things.createIndex(ascending("name", "number"));
            things.insertMany(
                    IntStream.range(0, 3000)
                            .mapToObj(number ->
                                    new Document("name", "name-" + number).append("number", number))
                            .toList());
            long before = opened.store().entriesExamined();

            assertThat(things.countDocuments(and(gt("name", "name-"), lt("name", "name."))))
                    .isEqualTo(3000);
            assertThat(things.countDocuments(and(gt("name", "name-1"), lte("name", "name-1999"))))
                    .isEqualTo(1110);
            assertThat(things.countDocuments(eq("name", "name-7"))).isEqualTo(1);
            assertThat(things.countDocuments(gt("name", "o"))).isZero();
            assertThat(opened.store().entriesExamined()).isEqualTo(before);
            assertThat(things.countDocuments(and(gt("name", "name-"), gt("number", 2998))))
                    .isEqualTo(1);
            assertThat(opened.store().entriesExamined()).isGreaterThan(before);
        }
    }

    @Test
    void a_large_result_comes_in_batches_that_are_read_one_by_one() {
        try (Opened opened = Opened.inMemory()) {
            opened.collection().createIndex(ascending("start"));
            opened.collection().insertMany(things(3000));
            long before = opened.store().entriesExamined();
            try (var cursor =
                    opened.collection()
                            .find()
                            .sort(Sorts.ascending("start"))
                            .batchSize(10)
                            .iterator()) {
                for (int i = 0; i < 15; i++) {
                    assertThat(cursor.next().getInteger("start")).isEqualTo(i);
                }
                assertThat(opened.store().entriesExamined() - before).isEqualTo(20);
            }
            assertThat(found(opened, new Document(), Sorts.ascending("start"), 0)).hasSize(3000);
        }
    }

    private static List<Document> things(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        new Document("_id", i)
                                .append("owner", "o" + i % 10)
                                .append("start", i)
                                .append("number", i)
                                .append("tags", List.of("t" + i % 100, "t" + (i + 50) % 100)))
                .toList();
    }

    private static List<Document> found(
            Opened opened, Bson query, @Nullable Bson order, int limit) {
        return opened.collection().find(query).sort(order).limit(limit).into(new ArrayList<>());
    }

    private static long examined(Opened opened, Bson query, @Nullable Bson order, int limit) {
        long before = opened.store().entriesExamined();
        found(opened, query, order, limit);
        return opened.store().entriesExamined() - before;
    }

    private static List<String> names(Opened opened) {
        return opened.collection().listIndexes().into(new ArrayList<>()).stream()
                .map(index -> index.getString("name"))
                .toList();
    }
}
