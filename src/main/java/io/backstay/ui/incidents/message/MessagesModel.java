package io.backstay.ui.incidents.message;

import io.backstay.act.incident.Incidents;
import io.backstay.act.incident.Timelines;
import io.backstay.act.role.Permission;
import io.backstay.codec.Words;
import io.backstay.incident.claims.Objection;
import io.backstay.incident.message.Draft;
import io.backstay.incident.message.Eml;
import io.backstay.incident.message.MessageKind;
import io.backstay.ui.kit.Activity;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Foreign;
import io.backstay.ui.kit.guard.Allowed;
import io.backstay.ui.kit.guard.Once;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// The messages of one case: one draft that is edited, and those that people said they sent.
///
/// A draft is held against the policy again after every change; until that is done, and while anything stands in the
/// way, it can be neither copied, saved nor marked as sent.
public final class MessagesModel {
    private static final String BETWEEN = "\n\n";

    private final Incidents incidents;
    private final Background background;
    private final InstantSource clock;
    private final Allowed allowed;
    private final StringProperty subject = new SimpleStringProperty("");
    private final StringProperty body = new SimpleStringProperty("");
    private final StringProperty banner = new SimpleStringProperty("");
    private final StringProperty recipients = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<@Nullable MessageKind> kind = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Incidents.@Nullable Checked> checked = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<Sent>> sent = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper unchecked = new ReadOnlyStringWrapper("");
    private final Once telling = new Once();
    private String from = "";
    private boolean filling;
    private @Nullable Activity drafting;
    private @Nullable Activity checking;
    private @Nullable Activity reading;
    private @Nullable String shown;
    private Runnable onChanged = () -> {};

    /// A message that a person said they sent.
    ///
    /// @param title such as `Update 2`
    public record Sent(String title, Timelines.Told told) {}

    /// @param clock what a saved draft is dated by
    public MessagesModel(Incidents incidents, Background background, InstantSource clock, Allowed allowed) {
        this.incidents = incidents;
        this.background = background;
        this.clock = clock;
        this.allowed = allowed;
        Stream.of(subject, body, banner).forEach(text -> text.addListener((_, _, _) -> changed()));
    }

    /// Who hears when something was written into the case.
    public void onChanged(Runnable reader) {
        this.onChanged = reader;
    }

    StringProperty subjectProperty() {
        return subject;
    }

    StringProperty bodyProperty() {
        return body;
    }

    StringProperty bannerProperty() {
        return banner;
    }

    /// To whom the saved draft goes: addresses with commas or blanks between them; may be empty.
    StringProperty recipientsProperty() {
        return recipients;
    }

    /// Which message is drafted; null while none is.
    ReadOnlyObjectProperty<@Nullable MessageKind> kindProperty() {
        return kind.getReadOnlyProperty();
    }

    /// What stands in the way of the text as it is now; null while it is being checked, when it could not be checked,
    /// and without a draft.
    ReadOnlyObjectProperty<Incidents.@Nullable Checked> checkedProperty() {
        return checked.getReadOnlyProperty();
    }

    /// Why the text could not be checked; empty while it is being checked and when it was.
    ReadOnlyStringProperty uncheckedProperty() {
        return unchecked.getReadOnlyProperty();
    }

    /// Those that were sent, newest first.
    ReadOnlyObjectProperty<List<Sent>> sentProperty() {
        return sent.getReadOnlyProperty();
    }

    /// What the last act came to, in words; empty when there is nothing to say.
    ReadOnlyStringProperty saidProperty() {
        return said.getReadOnlyProperty();
    }

    /// Why this role may not mark one as sent; null when it may.
    @Nullable
    String refusal() {
        return allowed.refusal(Permission.KEEP_CASE);
    }

    /// Why this role may not keep a claim; null when it may.
    @Nullable
    String keepRefusal() {
        return allowed.refusal(Permission.KEEP_CLAIM);
    }

    /// Whether the text of now may go to a customer.
    boolean isFree() {
        Incidents.Checked now = checked.get();
        return kind.get() != null && now != null && now.objections().isEmpty();
    }

    /// Shows another case; what is typed for this one stays while it is in sight.
    ///
    /// @param caseId null for none
    public void show(@Nullable String caseId) {
        if (caseId == null || !caseId.equals(shown)) {
            kind.set(null);
            checked.set(null);
            sent.set(List.of());
            recipients.set("");
            said.set("");
        }
        shown = caseId;
        read();
    }

    private void read() {
        if (reading != null) {
            reading.cancel();
        }
        String caseId = shown;
        if (caseId != null) {
            reading = background.call(
                    _ -> incidents.timelines().told(caseId),
                    told -> sent.set(titled(told)),
                    failure -> said.set(Foreign.of(failure)));
        }
    }

    /// The newest first; updates are counted.
    private static List<Sent> titled(List<Timelines.Told> told) {
        int[] updates = {0};
        return told.stream()
                .map(each -> new Sent(
                        each.kind().title() + (each.kind() == MessageKind.UPDATE ? " " + ++updates[0] : ""), each))
                .toList()
                .reversed();
    }

    /// Drafts a message in the place of the one there is; nothing is sent.
    public void draft(MessageKind wanted) {
        draft(wanted, () -> {});
    }

    /// The same. What a person types while it is drafted is kept, and the draft is not.
    ///
    /// @param done hears when the draft stands there
    void draft(MessageKind wanted, Runnable done) {
        String caseId = shown;
        if (caseId == null) {
            return;
        }
        if (drafting != null) {
            drafting.cancel();
        }
        said.set("");
        String before = text();
        drafting = background.call(
                _ -> incidents.draft(caseId, wanted),
                drafted -> {
                    // Another case may be in sight by now.
                    if (!caseId.equals(shown)) {
                        return;
                    }
                    if (!text().equals(before)) {
                        said.set("The text was changed meanwhile, so it was kept; ask for the draft again to take its"
                                + " place.");
                        return;
                    }
                    fill(drafted);
                    done.run();
                },
                failure -> said.set(Foreign.of(failure)));
    }

    private void fill(Incidents.Drafted drafted) {
        Draft draft = drafted.draft();
        filling = true;
        try {
            from = drafted.from();
            subject.set(draft.subject());
            body.set(draft.body());
            banner.set(draft.banner());
        } finally {
            filling = false;
        }
        if (checking != null) {
            checking.cancel();
        }
        kind.set(draft.kind());
        unchecked.set("");
        checked.set(drafted.checked());
    }

    /// All that is checked, in the order in which the terminal prints it.
    private String text() {
        return String.join(BETWEEN, subject.get(), body.get(), banner.get());
    }

    private void changed() {
        if (!filling && kind.get() != null) {
            said.set("");
            check();
        }
    }

    /// Holds the text of now against the policy.
    void check() {
        if (checking != null) {
            checking.cancel();
        }
        checked.set(null);
        unchecked.set("");
        String caseId = shown;
        String text = text();
        if (caseId != null) {
            checking = background.call(
                    _ -> incidents.check(caseId, text),
                    now -> {
                        if (caseId.equals(shown) && text.equals(text())) {
                            checked.set(now);
                        }
                    },
                    failure -> {
                        if (caseId.equals(shown)) {
                            unchecked.set(Foreign.of(failure));
                        }
                    });
        }
    }

    /// Keeps a claim for a reason, which enters the record and the timeline.
    void keep(Objection one, String reason) {
        String caseId = shown;
        String text = text();
        if (caseId == null || keepRefusal() != null || reason.isBlank()) {
            return;
        }
        said.set("");
        background.call(
                _ -> incidents.keep(caseId, text, one.rule(), one.sentence(), reason.strip()),
                _ -> {
                    check();
                    onChanged.run();
                },
                failure -> said.set(Foreign.of(failure)));
    }

    /// Takes the sentence of a claim away where the claim was found; every other character stays.
    void without(Objection one) {
        int begins = 0;
        for (StringProperty each : List.of(subject, body, banner)) {
            String text = each.get();
            int from = one.from() - begins;
            int at = from < 0 || from > text.length() ? -1 : text.lastIndexOf(one.sentence(), from);
            if (at >= 0 && from < at + one.sentence().length()) {
                each.set(cut(text, at, at + one.sentence().length()));
                return;
            }
            begins += text.length() + BETWEEN.length();
        }
        said.set("The sentence does not stand in one text as a whole; take it away by hand.");
    }

    /// Without a part, and without the blank that stood between it and what is beside it in its line.
    private static String cut(String text, int from, int to) {
        if (to < text.length() && text.charAt(to) == ' ') {
            return text.substring(0, from) + text.substring(to + 1);
        }
        boolean blankBefore = from > 0 && text.charAt(from - 1) == ' ';
        return text.substring(0, blankBefore ? from - 1 : from) + text.substring(to);
    }

    /// Saves the draft for a mail program; nothing is sent.
    void write(Path file) {
        MessageKind drafted = kind.get();
        if (drafted == null || !isFree()) {
            return;
        }
        var draft = new Draft(drafted, subject.get(), body.get(), banner.get());
        List<String> to = addresses();
        String sender = from;
        said.set("");
        background.call(
                _ -> {
                    Eml.write(file, draft, sender, to, clock.instant());
                    return file;
                },
                written -> said.set("Saved as " + written + "; nothing was sent."),
                failure -> said.set(Foreign.of(failure)));
    }

    private List<String> addresses() {
        return Stream.of(recipients.get().split("[,;\\s]+"))
                .filter(each -> !each.isBlank())
                .toList();
    }

    /// What the saved draft is called at first, such as `INC-0001-update.eml`.
    String fileName() {
        MessageKind drafted = kind.get();
        return shown + "-" + (drafted == null ? "message" : Words.of(drafted)) + ".eml";
    }

    /// Notes that a person has sent the message, so that the next one is due from now on. One that must not be said
    /// is not taken for sent.
    public void told() {
        MessageKind drafted = kind.get();
        String caseId = shown;
        if (drafted == null || caseId == null || !isFree() || refusal() != null || telling.underWay(caseId)) {
            return;
        }
        said.set("");
        Activity act = background.call(
                _ -> {
                    incidents.told(caseId, drafted, null);
                    return drafted;
                },
                _ -> {
                    if (caseId.equals(shown)) {
                        kind.set(null);
                        checked.set(null);
                    }
                    onChanged.run();
                    read();
                },
                failure -> said.set(Foreign.of(failure)));
        telling.begun(caseId, act);
    }
}
