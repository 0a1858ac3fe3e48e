package almanac.simulated.microsoft;

import almanac.simulated.Simulator.Request;
import almanac.simulated.Simulator.Response;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Graph v1.0 as far as calendars go: finds who answers a path. */
final class Graph {

    private static final int CALENDARS_A_PAGE = 2;

    private final Supplier<URI> root;
    private final SignIn signIn;
    private final DeltaRounds rounds;
    private final Subscriptions subscriptions;

    Graph(Supplier<URI> root, SignIn signIn, DeltaRounds rounds, Subscriptions subscriptions) {
        this.root = root;
        this.signIn = signIn;
        this.rounds = rounds;
        this.subscriptions = subscriptions;
    }

    /**
     * @param path below {@code /v1.0}
     */
    Response answer(Request request, String path, Writer writer) {
        var person = signIn.person(request, false);
        var parts = Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
        if (!request.method().equals("GET") && !parts.contains("subscriptions")) {
            signIn.person(request, true);
        }
        return switch (parts.isEmpty() ? "" : parts.getFirst()) {
            case "me" -> me(request, person, parts.subList(1, parts.size()), writer);
            case "subscriptions" -> subscription(request, person, parts);
            default -> throw unknown();
        };
    }

    /** Who writes into a mailbox. */
    interface Writer {
        Writes to(Mailbox mailbox);
    }

    private Response me(Request request, Mailbox person, List<String> parts, Writer writer) {
        if (parts.isEmpty()) {
            var me = Json.object().put("id", person.object).put("mail", person.address);
            me.put("userPrincipalName", person.address).put("displayName", person.address);
            return ok(me);
        }
        var calls = new EventCalls(person, writer.to(person), Preferences.of(request));
        return switch (parts.getFirst()) {
            case "calendars" ->
                    parts.size() == 1
                            ? ok(calendars(request, person))
                            : calendar(request, person, parts.subList(1, parts.size()), calls);
            case "events" -> calls.event(request, parts.subList(1, parts.size()));
            default -> throw unknown();
        };
    }

    private String base() {
        return root.get().toString().replaceAll("/$", "");
    }

    private ObjectNode calendars(Request request, Mailbox person) {
        var all = List.copyOf(person.calendars.values());
        var skip = request.parameter("$skip").map(Integer::parseInt).orElse(0);
        var answer = Json.object();
        var value = answer.putArray("value");
        all.stream()
                .skip(skip)
                .limit(CALENDARS_A_PAGE)
                .forEach(each -> value.add(json(person, each)));
        if (skip + CALENDARS_A_PAGE < all.size()) {
            answer.put(
                    "@odata.nextLink",
                    base() + "/v1.0/me/calendars?%24skip=" + (skip + CALENDARS_A_PAGE));
        }
        return answer;
    }

    private static ObjectNode json(Mailbox person, Mailbox.StoredCalendar calendar) {
        var json = Json.object().put("id", calendar.id()).put("name", calendar.name());
        json.put("hexColor", calendar.color()).put("color", "auto").put("changeKey", "1");
        json.put("isDefaultCalendar", calendar.primary()).put("canEdit", calendar.editable());
        json.put("canShare", calendar.editable()).put("canViewPrivateItems", true);
        var owner = calendar.editable() ? person.address : "team@contoso.example";
        json.putObject("owner").put("name", owner).put("address", owner);
        return json;
    }

    private Response calendar(
            Request request, Mailbox person, List<String> parts, EventCalls calls) {
        var calendar = person.calendar(parts.getFirst());
        var rest = String.join("/", parts.subList(1, parts.size()));
        if (rest.isEmpty()) {
            return ok(json(person, calendar));
        }
        if (rest.equals("calendarView/delta") || rest.equals("calendarView/delta()")) {
            return ok(delta(request, person, calendar.id()));
        }
        if (!parts.get(1).equals("events")) {
            throw unknown();
        }
        if (parts.size() > 2) {
            // whichever calendar has it (issue 391 of microsoft-graph-docs)
            return calls.event(request, parts.subList(2, parts.size()));
        }
        if (request.method().equals("POST")) {
            if (!calendar.editable()) {
                throw Refusal.denied();
            }
            return calls.create(calendar.id(), Json.parse(request.body()));
        }
        return ok(calls.list(request, calendar.id()));
    }

    private ObjectNode delta(Request request, Mailbox person, String calendar) {
        var link = URI.create(base() + "/v1.0/me/calendars/" + calendar + "/calendarView/delta");
        if (request.parameter("$select").isPresent() || request.parameter("$filter").isPresent()) {
            throw new Refusal(
                    400,
                    "ErrorInvalidUrlQuery",
                    "The query is not supported with change tracking.");
        }
        var token =
                request.parameter("$skiptoken")
                        .or(() -> request.parameter("$deltatoken"))
                        .filter(t -> !t.isEmpty());
        if (token.isPresent()) {
            return rounds.next(person, token.get(), link);
        }
        return rounds.first(
                person,
                calendar,
                instant(request, "startDateTime"),
                instant(request, "endDateTime"),
                Preferences.of(request),
                link);
    }

    static Instant instant(Request request, String name) {
        var text =
                request.parameter(name).orElseThrow(() -> Refusal.invalid(name + " is missing."));
        try {
            return text.endsWith("Z") || text.contains("+")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException wrong) {
            throw Refusal.invalid(name + " is no time.");
        }
    }

    private Response subscription(Request request, Mailbox person, List<String> parts) {
        if (parts.size() == 1 && request.method().equals("POST")) {
            return Response.json(
                    201, subscriptions.create(person, Json.parse(request.body())).toString());
        }
        if (parts.size() == 2 && request.method().equals("PATCH")) {
            return ok(subscriptions.renew(person, parts.get(1), Json.parse(request.body())));
        }
        if (parts.size() == 2 && request.method().equals("DELETE")) {
            subscriptions.remove(person, parts.get(1));
            return new Response(204, List.of(), "", false);
        }
        throw unknown();
    }

    static Response ok(ObjectNode json) {
        return Response.json(200, json.toString());
    }

    static Refusal unknown() {
        return new Refusal(400, "BadRequest", "Resource not found for the segment.");
    }

    /** Only the members asked for, as {@code $select} has it. */
    static ObjectNode selected(Request request, ObjectNode json) {
        var names = request.parameter("$select").map(text -> List.of(text.split(",")));
        if (names.isPresent()) {
            var keep = new ArrayList<>(names.get());
            keep.addAll(List.of("id", "@odata.etag"));
            json.retain(keep);
        }
        return json;
    }
}
