package almanac.sync.google;

import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.Key;
import com.google.api.services.calendar.model.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** How far a round has come; its text is the port's page token. */
final class Round {

    /** Characters of held items; series beyond that are told of as touched. */
    private static final int ROOM = 4_000_000;

    /** The state as JSON. */
    public static final class State extends GenericJson {
        @Key private @Nullable String page;
        @Key private @Nullable String since;
        @Key private List<Event> held = new ArrayList<>();
        @Key private List<String> tooMany = new ArrayList<>();
        @Key private int size;
    }

    private final State state;

    private Round(State state) {
        this.state = state;
    }

    static Round ofEverything() {
        return new Round(new State());
    }

    static Round since(String cursor) {
        var state = new State();
        state.since = cursor;
        return new Round(state);
    }

    static Round read(String token) {
        try (var packed =
                new GZIPInputStream(
                        new ByteArrayInputStream(Base64.getUrlDecoder().decode(token)))) {
            var text = new String(packed.readAllBytes(), StandardCharsets.UTF_8);
            return new Round(GsonFactory.getDefaultInstance().fromString(text, State.class));
        } catch (IOException | IllegalArgumentException broken) {
            throw new ProviderFailed(
                    new ProviderFailure.CursorExpired("the page cannot be read any more"));
        }
    }

    /** The same round at Google's next page. */
    String next(String page) {
        state.page = page;
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            packed.write(
                    GsonFactory.getDefaultInstance()
                            .toString(state)
                            .getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    Optional<String> page() {
        return Optional.ofNullable(state.page);
    }

    Optional<String> since() {
        return Optional.ofNullable(state.since);
    }

    void hold(Event item) {
        var id = Optional.ofNullable(item.getRecurringEventId()).orElseGet(item::getId);
        if (state.tooMany.contains(id)) {
            return;
        }
        state.size += item.toString().length();
        if (state.size > ROOM) {
            state.tooMany.add(id);
        } else {
            state.held.add(item);
        }
    }

    List<Event> held() {
        return List.copyOf(state.held);
    }

    Set<String> tooMany() {
        return new LinkedHashSet<>(state.tooMany);
    }
}
