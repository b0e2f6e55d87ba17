package org.platelink.security.run;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.platelink.security.access.Caller;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** REST controller by which an admin lists the runs of this node and ends one. */
@RestController
@RequestMapping("/admin/runs")
class RunAdministration {

    private final Runs runs;
    private final ApplicationEventPublisher events;

    RunAdministration(Runs runs, ApplicationEventPublisher events) {
        this.runs = runs;
        this.events = events;
    }

    /**
     * The JSON form of a run.
     *
     * @param what the operation
     * @param about the data it reads; empty if they have no name
     */
    record RunSummary(
            String id, String client, String role, @Nullable String site, String what, String about, long seconds) {

        static RunSummary of(Run run) {
            Caller caller = run.caller();
            return new RunSummary(
                    run.id().toString(),
                    caller.client(),
                    caller.role().code(),
                    caller.site(),
                    run.what(),
                    run.about(),
                    Duration.between(run.began(), Instant.now()).toSeconds());
        }
    }

    @GetMapping
    List<RunSummary> list() {
        return runs.all().stream().map(RunSummary::of).toList();
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Map<String, String>> end(@PathVariable UUID id, HttpServletRequest request) {
        Optional<Run> run = runs.end(id, RunEnded.byOperator());
        if (run.isEmpty()) {
            return ResponseEntity.status(HttpStatus.NOT_FOUND)
                    .body(Map.of("error", "Nothing of this id runs here; GET /admin/runs shows what does."));
        }
        events.publishEvent(
                new RunCancelledEvent(Caller.of(request), run.get().caller().client(), id.toString()));
        return ResponseEntity.ok(Map.of("ended", id.toString()));
    }
}
