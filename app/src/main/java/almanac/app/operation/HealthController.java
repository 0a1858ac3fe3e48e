package almanac.app.operation;

import java.util.Map;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The short health routes of the PrimeCal family (contract.md 8.1): 200 or 503. */
@RestController
final class HealthController {

    private final ProjectionsHealth projections;

    HealthController(ProjectionsHealth projections) {
        this.projections = projections;
    }

    @GetMapping({"/api/health", "/api/healthz"})
    Map<String, String> alive() {
        return Map.of("status", "ok");
    }

    @GetMapping("/api/ready")
    ResponseEntity<Map<String, String>> ready() {
        return projections.health().getStatus().equals(Status.UP)
                ? ResponseEntity.ok(Map.of("status", "ready"))
                : ResponseEntity.status(503).body(Map.of("status", "not ready"));
    }
}
