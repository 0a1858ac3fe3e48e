package almanac.query.rebuild;

import com.mongodb.client.MongoDatabase;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The one place that knows in which collections the read models lie. */
public final class ReadModels {

    private final MongoDatabase database;
    private final boolean lone;
    private final Standings standings;
    private final Map<String, Group> groups = new ConcurrentSkipListMap<>();

    /**
     * @param lone whether no other node can have this database
     */
    public ReadModels(MongoDatabase database, boolean lone) {
        this.database = database;
        this.lone = lone;
        this.standings = new Standings(database);
    }

    /**
     * Where a read model lies.
     *
     * @param group the processing group that keeps it, and that it is made again with
     */
    public Place place(ReadModel model, String group) {
        return new Place(
                database,
                model,
                groups.computeIfAbsent(group, name -> new Group(name, standings)),
                lone);
    }

    /** Makes known how a read model is made; before anything is read or written. */
    public void add(Making<?> making) {
        making.places().getFirst().group().add(making);
    }

    /** What this node knew of a group is worth nothing: it took over from another. */
    public void tookOver(String group) {
        Optional.ofNullable(groups.get(group)).ifPresent(Group::forget);
    }

    /**
     * Asks for all groups at once how they stand, so that none has to ask by itself for a while.
     */
    void look() {
        var answers = groups().stream().map(Group::asking).toList();
        var standing = standings.all();
        answers.forEach(answer -> answer.accept(standing));
    }

    /** The groups that were asked for so far, by name. */
    Collection<Group> groups() {
        return List.copyOf(groups.values());
    }

    /** Whether no other node can have this database. */
    boolean lone() {
        return lone;
    }

    MongoDatabase database() {
        return database;
    }

    Standings standings() {
        return standings;
    }
}
