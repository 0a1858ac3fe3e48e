package almanac.app.api.history;

import almanac.app.error.Failure;
import almanac.app.error.Refusal;
import almanac.app.ledger.CheckpointView;
import almanac.app.ledger.Ledger;
import almanac.app.ledger.LedgerKeyView;
import almanac.app.web.Caller;
import almanac.app.web.Paging;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What proves that nobody changed history; docs/ledger.md says how. */
@RestController
@RequestMapping("/api/audit")
@Tag(name = "Audit")
class LedgerController {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerController.class);
    private static final String LINES = "application/x-ndjson";
    private static final int MOST = 200;
    private static final int BUFFER = 1 << 16;

    private final Ledger ledger;
    private final JsonMapper json;

    LedgerController(Ledger ledger, JsonMapper json) {
        this.ledger = ledger;
        this.json = json;
    }

    /**
     * A page by cursor.
     *
     * @param nextCursor null on the last page
     */
    @Schema(name = "Checkpoints")
    record Page(List<CheckpointView> data, @Nullable String nextCursor) {}

    @Schema(name = "Ledger keys")
    record Keys(List<LedgerKeyView> data) {}

    @Operation(
            summary = "What of history is signed",
            description =
                    "Auditors and operators only. Newest first; nextCursor goes on. Keep one"
                            + " elsewhere now and then: a history that was written anew does not"
                            + " have it. limit is 1 to 200.")
    @GetMapping("/checkpoints")
    Page checkpoints(
            Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        require(caller, Role.AUDITOR, Role.OPERATOR);
        Paging.limit(limit, MOST);
        var found = ledger.checkpoints(before(cursor), limit + 1);
        var shown = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                shown, found.size() > limit ? Long.toString(shown.getLast().number()) : null);
    }

    private static long before(@Nullable String cursor) {
        try {
            return cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
        } catch (NumberFormatException unknown) {
            throw new Rejected(
                    new Rejection.Invalid("cursor", "cursor must be a nextCursor", cursor));
        }
    }

    @Operation(
            summary = "With which keys history is signed",
            description =
                    "Auditors and operators only. The one that signs now, then earlier ones. Note"
                            + " them down: a key that comes with what it proves proves nothing.")
    @GetMapping("/key")
    Keys keys(Caller caller) {
        require(caller, Role.AUDITOR, Role.OPERATOR);
        return new Keys(ledger.keys());
    }

    @Operation(
            summary = "All of history as it lies in the store, with all checkpoints",
            description =
                    "Auditors only. Lines of JSON that `bin/almanac verify-history` verifies"
                            + " without this server; a stream of any length.")
    @GetMapping(path = "/ledger", produces = LINES)
    void ledger(Caller caller, HttpServletResponse response) throws IOException {
        require(caller, Role.AUDITOR);
        response.setContentType(LINES);
        var out = new BufferedOutputStream(response.getOutputStream(), BUFFER);
        ledger.write(out);
        out.flush();
    }

    @Operation(
            summary = "Is history what was signed?",
            description =
                    "Auditors and operators only. Reads everything, computes it again and names"
                            + " the first fact, stream or checkpoint that does not fit. With"
                            + " Accept: application/x-ndjson lines {processed, total} come first."
                            + " 409 while one is under way on this node.")
    @GetMapping("/verification")
    void verification(Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        require(caller, Role.AUDITOR, Role.OPERATOR);
        var accept = request.getHeader("Accept");
        if (accept == null || !accept.contains(LINES)) {
            var proof = ledger.prove(looked -> {});
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream().write(json.writeValueAsBytes(proof));
            return;
        }
        response.setContentType(LINES);
        var out = response.getOutputStream();
        var total = ledger.facts();
        var proof = ledger.prove(looked -> tell(out, Map.of("processed", looked, "total", total)));
        out.write(line(proof));
    }

    /** What is told afterwards is what counts. */
    private void tell(OutputStream out, Object progress) {
        try {
            out.write(line(progress));
            out.flush();
        } catch (IOException gone) {
            LOG.debug("nobody listens to the progress of a verification any more", gone);
        }
    }

    private byte[] line(Object value) {
        return (json.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void require(Caller caller, Role... anyOf) {
        for (var role : anyOf) {
            if (caller.acts(role)) {
                return;
            }
        }
        throw new Refusal(
                Failure.Kind.FORBIDDEN,
                anyOf.length == 1
                        ? "Only auditors may do that."
                        : "Only auditors and operators may do that.");
    }
}
