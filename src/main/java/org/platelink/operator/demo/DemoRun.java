package org.platelink.operator.demo;

import ca.uhn.fhir.context.FhirContext;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.platelink.operator.demo.request.StoryRequests;
import org.platelink.operator.demo.story.Cohort;
import org.platelink.operator.demo.story.SubjectStory;

/**
 * Fills a server with a synthetic cohort. It is idempotent: the same options on the same server create nothing again.
 *
 * <p>Subjects are registered sequentially in the order in which they consented, so that the server numbers them in
 * that order. Then their stories are sent in parallel, the requests of each in sequence.
 */
public final class DemoRun {

    private static final int SIDE_BY_SIDE = 3;

    private final DemoServer server;
    private final DemoOptions options;
    private final PrintWriter out;
    private final boolean terminal;
    private final Tally tally = new Tally();

    /**
     * @param server the server to fill
     * @param options what to create
     * @param out where progress and the summary are written
     * @param terminal whether it is a terminal, on which a line can be overwritten
     */
    public DemoRun(DemoServer server, DemoOptions options, PrintWriter out, boolean terminal) {
        this.server = server;
        this.options = options;
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Sends the cohort and prints the summary.
     *
     * @return whether the server accepted everything
     * @throws IllegalStateException with a sentence if the server does not respond or refuses a client
     */
    public boolean run() {
        long start = System.nanoTime();
        Wire wire = new Wire(server);
        wire.open();
        Cohort cohort = new CohortCalendar(wire).cohort(options.seed(), options.asOf());
        List<SubjectStory> stories = cohort.subjects(options.subjects()).stream()
                .filter(story -> !story.consent().toLocalDate().isAfter(options.asOf()))
                .map(story -> story.until(options.asOf()))
                .toList();
        send(wire, stories);
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        new Summary(cohort, options, stories)
                .lines(tally, seconds, server.base())
                .forEach(out::println);
        tally.sentences().forEach(out::println);
        out.flush();
        return tally.refusals() == 0;
    }

    private void send(Wire wire, List<SubjectStory> stories) {
        int requests = stories.stream()
                .mapToInt(story -> 1 + new StoryRequests(story).numberOfOthers())
                .sum();
        Progress progress = new Progress(out, terminal, requests);
        List<SubjectSender> registered = new ArrayList<>();
        for (SubjectStory story : byConsent(stories)) {
            SubjectSender sender =
                    new SubjectSender(wire, FhirContext.forR4Cached(), options.study(), story, tally, progress);
            if (told(sender::register)) {
                registered.add(sender);
            }
        }
        sideBySide(registered);
        progress.end();
    }

    private static List<SubjectStory> byConsent(List<SubjectStory> stories) {
        return stories.stream()
                .sorted(Comparator.comparing(SubjectStory::consent).thenComparing(SubjectStory::number))
                .toList();
    }

    private void sideBySide(List<SubjectSender> senders) {
        ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            List<Future<Boolean>> all = new ArrayList<>();
            senders.forEach(sender -> all.add(threads.submit(() -> told(sender::goOn))));
            for (Future<Boolean> one : all) {
                one.get();
            }
        } catch (ExecutionException failed) {
            Throwable cause = Objects.requireNonNull(failed.getCause());
            throw new IllegalStateException(cause.getMessage(), cause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped.", interrupted);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Runs a request sequence. A refusal ends the story of one subject; the others continue. */
    private boolean told(Runnable story) {
        try {
            story.run();
            return true;
        } catch (StoryRefused refused) {
            tally.refused(refused.getMessage());
            return false;
        }
    }
}
