package io.backstay.incident.message;

import io.backstay.base.Durations;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.intake.Faces;
import io.backstay.policy.Policy;
import io.backstay.policy.promise.Clause;
import io.backstay.policy.promise.Statement;
import io.backstay.restore.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Drafts what a customer is told, from the case alone, in plain words and by the customer's clock.
public final class CustomerMessages {
    private static final int NAME_MAX = 200;

    private final Told told;
    private final Policy policy;

    private CustomerMessages(Told told, Policy policy) {
        this.told = told;
        this.policy = policy;
    }

    /// What is known when a message is drafted.
    ///
    /// @param caseId     such as `INC-0001`
    /// @param known      the newest verdict that was given, absent before the first
    /// @param back       whether what could come back is back
    /// @param nextUpdate when the customer hears from us again
    public record Told(
            String caseId, CaseIntake intake, @Nullable Known known, Back back, Instant nextUpdate) {
        boolean restored() {
            return back == Back.BACK || back == Back.SAID;
        }
    }

    /// Whether what could come back is back.
    public enum Back {
        NOT_YET,
        /// It is, and was read again.
        BACK,
        /// A person says that it is; nobody here has read it again.
        SAID,
        /// It was, and was taken out again.
        TAKEN_BACK
    }

    /// A verdict as it was given.
    ///
    /// @param loss what comes back and what does not, in the customer's words
    public record Known(Verdict.Answer answer, String loss) {}

    /// The draft.
    public static Draft draft(MessageKind kind, Told told, Policy policy) {
        var messages = new CustomerMessages(told, policy);
        return new Draft(kind, messages.subject(kind), messages.body(kind), messages.banner(kind));
    }

    private String subject(MessageKind kind) {
        String what = switch (kind) {
            case FIRST -> "We are looking into your missing " + dataset();
            case UPDATE -> "Where we stand with your missing " + dataset();
            case CLOSING ->
                told.restored()
                        ? "Your " + dataset() + ": what could be restored is back"
                        : "Your missing " + dataset() + ": what we found";
        };
        return line("[" + told.caseId() + "] " + what);
    }

    private String body(MessageKind kind) {
        List<String> parts = new ArrayList<>();
        parts.add("Dear "
                + (told.intake().asker() == null
                        ? "administrators of " + line(told.intake().firm())
                        : line(told.intake().asker()))
                + ",");
        parts.add(
                switch (kind) {
                    case FIRST -> reported() + " We are looking into it now.";
                    case UPDATE ->
                        "This is an update on your missing " + dataset() + ". "
                                + (told.restored()
                                        ? "What could be restored is back" + readAgain()
                                        : takenBack() + "We are still working on it.");
                    case CLOSING ->
                        told.restored()
                                ? "What could be restored of your " + dataset() + " is back" + readAgain()
                                : takenBack() + "We have ended our work on your missing " + dataset() + ".";
                });
        Known known = told.known();
        if (known != null) {
            parts.add("What we know: " + known.loss());
        }
        if (kind == MessageKind.FIRST && known != null) {
            parts.add("What you can do now: please do not type the missing " + dataset() + " in again until we have"
                    + " compared what there is" + ownCopies(known.answer()));
        }
        if (kind != MessageKind.CLOSING) {
            parts.add("You hear from us again by " + face(told.nextUpdate()) + ", sooner when something changes.");
        }
        List<String> support = supportOf(policy);
        parts.add((support.isEmpty()
                        ? "Please answer this message with any question."
                        : "Questions: " + support.getFirst() + ".")
                + " Our number for this is " + told.caseId() + ".");
        return String.join("\n\n", parts) + "\n";
    }

    private String readAgain() {
        return told.back() == Back.BACK ? ", and we have read it again." : ".";
    }

    /// The customer may have heard before that it is back.
    private String takenBack() {
        return told.back() == Back.TAKEN_BACK
                ? "What we had brought back of your " + dataset() + " had to be taken out again, so it is not there"
                        + " now. "
                : "";
    }

    private static String ownCopies(Verdict.Answer answer) {
        return answer == Verdict.Answer.RECOVERABLE
                ? "."
                : ". If somebody at your side has exported or printed it before, please keep that copy.";
    }

    private String reported() {
        Instant about = told.intake().about();
        String since = "";
        if (about != null) {
            Duration spread = told.intake().spread();
            since = " since " + (spread.isZero() ? "" : "about ") + face(about)
                    + (spread.isZero() ? "" : ", give or take " + Durations.words(spread));
        }
        return "You told us on " + face(told.intake().reportedAt()) + " that " + dataset() + " of "
                + line(told.intake().firm()) + " are missing" + since + ".";
    }

    private String banner(MessageKind kind) {
        return switch (kind) {
            case FIRST ->
                "Some " + dataset() + " are missing from your account. We are looking into it; the next news"
                        + " follows by " + face(told.nextUpdate()) + ".";
            case UPDATE ->
                told.restored()
                        ? "What could be restored of your " + dataset()
                                + " is back. Your administrators have the details."
                        : "We are still working on your missing " + dataset() + "; the next news follows by "
                                + face(told.nextUpdate()) + ".";
            case CLOSING ->
                told.restored()
                        ? "What could be restored of your " + dataset()
                                + " is back. Your administrators have the details."
                        : "We have ended our work on your missing " + dataset()
                                + ". Your administrators have the details.";
        };
    }

    /// Whom a customer can ask, as the policy says: the addresses of its support, in its order. Those for security and
    /// escalation are for other matters.
    public static List<String> supportOf(Policy policy) {
        List<String> addresses = new ArrayList<>();
        for (Clause clause : policy.clauses()) {
            for (Statement said : clause.says()) {
                if (said instanceof Statement.Contact contact
                        && contact.purpose() == Statement.Contact.Purpose.SUPPORT
                        && contact.address() != null) {
                    addresses.add(contact.address());
                }
            }
        }
        return List.copyOf(addresses);
    }

    private String dataset() {
        String name = told.intake().dataset();
        return name == null ? "data" : line(name);
    }

    /// Names come from customers: one line, nothing that turns the text round, no more than a line holds.
    private static String line(String name) {
        return line(name, NAME_MAX);
    }

    static String line(String name, int max) {
        var line = new StringBuilder();
        name.codePoints().limit(max).forEach(c -> {
            switch (Character.getType(c)) {
                case Character.FORMAT, Character.SURROGATE -> {}
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> line.append(' ');
                default -> line.appendCodePoint(c);
            }
        });
        return line.toString();
    }

    private String face(Instant moment) {
        return Faces.words(moment.atZone(ZoneId.of(told.intake().zone())));
    }
}
