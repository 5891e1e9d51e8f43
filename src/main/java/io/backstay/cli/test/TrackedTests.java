package io.backstay.cli.test;

import io.backstay.act.incident.Aftermath;
import io.backstay.act.test.TestResult;
import io.backstay.base.BackstayException;
import io.backstay.base.Failure;
import io.backstay.incident.after.Tracked;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The restore tests that follow from cases, and the run that shows one of them.
final class TrackedTests {
    private TrackedTests() {}

    /// The one that is named, before anything runs that could take an hour.
    ///
    /// @param named such as `INC-0031/A2`
    static Tracked of(Aftermath aftermath, String named) throws BackstayException {
        int slash = named.indexOf('/');
        String caseId = slash < 0 ? named : named.substring(0, slash);
        String id = named.substring(slash + 1);
        List<Tracked> found = aftermath.actions(caseId).stream()
                .filter(each ->
                        each.action().id().equals(id) || each.action().id().startsWith(id + "-"))
                .toList();
        if (slash < 0 || found.size() != 1) {
            throw new BackstayException(new Failure.NotFound(
                    "One action called " + named, "Name it as INC-0031/A2; see 'incident actions'."));
        }
        Tracked one = found.getFirst();
        if (!one.awaitsTest()) {
            throw new BackstayException(new Failure.Conflict(
                    named + (one.due() == null ? " is done for good" : " is no restore test"),
                    "See 'incident actions " + caseId + "' for what a restore test would show."));
        }
        return one;
    }

    /// Notes that it is done, by whoever ran the test, when that ended.
    static void finish(Aftermath aftermath, Tracked tracked, TestResult result, @Nullable LocalDate next)
            throws BackstayException {
        aftermath.finish(tracked.caseId(), tracked.action().id(), Aftermath.Done.by(result, next));
    }

    /// What became of the action, and, where a test passed that nobody named one for, which wait for one.
    static List<String> words(
            Aftermath aftermath, @Nullable Tracked tracked, TestResult result, @Nullable LocalDate next)
            throws BackstayException {
        if (tracked != null) {
            return List.of("Action     " + tracked.after(result.passed(), next));
        }
        List<String> waiting = new ArrayList<>();
        for (Tracked each : result.passed() ? aftermath.actions(null) : List.<Tracked>of()) {
            if (each.awaitsTest()) {
                waiting.add("Waits      " + each.action().id() + " of " + each.caseId() + ", due " + each.due() + ": "
                        + each.action().what() + ". If this was it: 'backstay incident done " + each.caseId() + " "
                        + each.action().id() + " --result passed --evidence " + result.id() + "'.");
            }
        }
        return waiting;
    }
}
