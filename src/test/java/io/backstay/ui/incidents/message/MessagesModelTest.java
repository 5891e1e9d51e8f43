package io.backstay.ui.incidents.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.DeskHome;
import io.backstay.act.LocalDesk;
import io.backstay.act.role.Role;
import io.backstay.base.Failure;
import io.backstay.incident.claims.Objection;
import io.backstay.incident.intake.CaseIntake;
import io.backstay.incident.message.MessageKind;
import io.backstay.ui.incidents.FakeIncidents;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.guard.Allowed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes to a customer, on a real case book under a real policy.
class MessagesModelTest {
    private static final String CLAIM = "We give you a guaranteed recovery of all work.";

    @TempDir
    Path folder;

    private final Background background = new Background(Runnable::run, Runnable::run, AssertionError::new);
    private LocalDesk desk;
    private MessagesModel model;
    private String caseId;

    @BeforeEach
    void open() throws Exception {
        desk = new DeskHome(folder).open();
        Instant now = Instant.now();
        caseId = desk.incidents()
                .open(new CaseIntake(
                        "Harrow & Finch",
                        "1003",
                        "invoices",
                        now.minus(Duration.ofHours(3)),
                        null,
                        "UTC",
                        "Priya Nair",
                        "Called back",
                        null,
                        2,
                        "tax-agent-portal",
                        null,
                        now,
                        null,
                        List.of()));
        model = model(Role.ADMINISTRATOR);
    }

    private MessagesModel model(Role role) throws Exception {
        var made = new MessagesModel(desk.incidents(), background, InstantSource.system(), new Allowed(role));
        made.show(caseId);
        return made;
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void whatMustNotBeSaidIsNeitherSavedNorTakenForSent() throws Exception {
        model.draft(MessageKind.FIRST);
        assertTrue(model.isFree(), "what Backstay drafts may be said");
        model.bodyProperty().set(CLAIM);
        assertFalse(model.isFree());
        Path file = folder.resolve("first.eml");
        model.write(file);
        model.told();
        assertFalse(Files.exists(file));
        assertEquals(List.of(), model.sentProperty().get());
        Objection one = model.checkedProperty().get().objections().getFirst();
        assertEquals(CLAIM, one.sentence());
        model.without(one);
        assertEquals("", model.bodyProperty().get(), "the sentence is gone, and the rest would stay");
        assertTrue(model.isFree());
    }

    @Test
    void theBannerIsCheckedAsTheMailIs() {
        model.draft(MessageKind.FIRST);
        model.bannerProperty().set(CLAIM);
        assertFalse(model.isFree());
        model.bannerProperty().set("We are working on it.");
        assertTrue(model.isFree());
    }

    @Test
    void aClaimIsKeptForAReasonThatStandsInTheTimeline() throws Exception {
        model.draft(MessageKind.UPDATE);
        model.bodyProperty().set(CLAIM);
        Objection one = model.checkedProperty().get().objections().getFirst();
        model.keep(one, " ");
        assertFalse(model.isFree(), "a reason is needed");
        model.keep(one, "Counsel has signed it");
        assertTrue(model.isFree(), model.saidProperty()::get);
        assertTrue(desk.incidents().timelines().lines(caseId).stream()
                .anyMatch(line -> line.what().contains("Counsel has signed it")));
        model.bodyProperty().set("Once more: recovery is guaranteed, always.");
        assertFalse(model.isFree(), "another sentence was not kept");
        MessagesModel responder = model(Role.RESPONDER);
        assertNotNull(responder.keepRefusal());
        assertNull(responder.refusal());
    }

    @Test
    void aDraftIsSavedForItsRecipientsAsItWasEdited() throws Exception {
        model.draft(MessageKind.FIRST);
        model.subjectProperty().set("Your invoices");
        model.recipientsProperty().set("priya@harrow.example, no address");
        Path file = folder.resolve("first.eml");
        model.write(file);
        assertFalse(Files.exists(file));
        assertTrue(model.saidProperty().get().contains("'no' is no address"), model.saidProperty()::get);
        model.recipientsProperty().set("priya@harrow.example; mira@harrow.example");
        model.write(file);
        String mail = Files.readString(file);
        assertTrue(mail.contains("To: priya@harrow.example,\r\n mira@harrow.example\r\n"), mail);
        assertTrue(mail.contains("Subject: =?utf-8?B?WW91ciBpbnZvaWNlcw==?="), mail);
        assertEquals(caseId + "-first.eml", model.fileName());
    }

    @Test
    void markingOneAsSentLeavesADraftThatWasBegunInAnotherCase() throws Exception {
        Deque<Runnable> calls = new ArrayDeque<>();
        var slow = new MessagesModel(
                desk.incidents(),
                new Background(calls::add, Runnable::run, AssertionError::new),
                InstantSource.system(),
                new Allowed(Role.ADMINISTRATOR));
        String other = desk.incidents().open(desk.incidents().intake(caseId));
        slow.show(caseId);
        slow.draft(MessageKind.FIRST);
        all(calls);
        slow.told();
        Runnable told = calls.remove();
        slow.show(other);
        slow.draft(MessageKind.UPDATE);
        all(calls);
        told.run();
        all(calls);
        assertEquals(MessageKind.UPDATE, slow.kindProperty().get());
    }

    private MessagesModel slow(Deque<Runnable> calls) throws Exception {
        var made = new MessagesModel(
                desk.incidents(),
                new Background(calls::add, Runnable::run, AssertionError::new),
                InstantSource.system(),
                new Allowed(Role.ADMINISTRATOR));
        made.show(caseId);
        return made;
    }

    @Test
    void aButtonThatIsPressedTwiceMarksOneMessageAsSent() throws Exception {
        Deque<Runnable> calls = new ArrayDeque<>();
        MessagesModel slow = slow(calls);
        slow.draft(MessageKind.UPDATE);
        all(calls);
        slow.told();
        slow.told();
        all(calls);
        assertEquals(1, slow.sentProperty().get().size());
        slow.draft(MessageKind.UPDATE);
        all(calls);
        slow.told();
        all(calls);
        assertEquals(2, slow.sentProperty().get().size(), "the next one is another wish");
    }

    @Test
    void aDraftThatComesLateLeavesWhatWasTyped() throws Exception {
        Deque<Runnable> calls = new ArrayDeque<>();
        MessagesModel slow = slow(calls);
        List<String> heard = new ArrayList<>();
        slow.draft(MessageKind.FIRST, () -> heard.add("first"));
        assertEquals(List.of(), heard, "nothing stands there yet that the keyboard could go to");
        all(calls);
        assertEquals(List.of("first"), heard);
        slow.draft(MessageKind.UPDATE, () -> heard.add("update"));
        slow.bodyProperty().set("We are working on it.");
        all(calls);
        assertEquals("We are working on it.", slow.bodyProperty().get());
        assertEquals(MessageKind.FIRST, slow.kindProperty().get());
        assertEquals(List.of("first"), heard);
        slow.draft(MessageKind.UPDATE, () -> heard.add("update"));
        slow.draft(MessageKind.CLOSING, () -> heard.add("closing"));
        all(calls);
        assertEquals(MessageKind.CLOSING, slow.kindProperty().get(), "the last wish counts");
        assertEquals(List.of("first", "closing"), heard);
    }

    @Test
    void takingASentenceAwayChangesNothingElse() {
        model.draft(MessageKind.UPDATE);
        model.bannerProperty().set("We are working on it.");
        String before = "Dear Priya,\n\n  - invoices  of May\n  - the rest\n\n";
        String after = "We are still looking.\n\nYours\n";
        model.bodyProperty().set(before + CLAIM + " " + after);
        model.without(model.checkedProperty().get().objections().getFirst());
        assertEquals(before + after, model.bodyProperty().get());
        model.bodyProperty().set("We look. " + CLAIM);
        model.bannerProperty().set(CLAIM);
        List<Objection> both = model.checkedProperty().get().objections();
        model.without(both.getLast());
        assertEquals("", model.bannerProperty().get());
        assertEquals("We look. " + CLAIM, model.bodyProperty().get(), "the mail's is another one");
        model.without(both.getFirst());
        assertEquals("We look.", model.bodyProperty().get());
        model.without(both.getFirst());
        assertTrue(model.saidProperty().get().contains("by hand"), model.saidProperty()::get);
    }

    @Test
    void aCheckThatFailedIsSaidAndCanBeMadeAgain() {
        var incidents = new FakeIncidents();
        var failing = new MessagesModel(incidents, background, InstantSource.system(), new Allowed(Role.ADMINISTRATOR));
        failing.show("INC-0031");
        failing.draft(MessageKind.UPDATE);
        incidents.unchecked = new Failure.NotFound("The policy of INC-0031", "Give the case its policy.");
        failing.bodyProperty().set("We are working on it.");
        assertTrue(failing.uncheckedProperty().get().contains("Give the case its policy."));
        assertFalse(failing.isFree(), "what was not checked is not sent");
        incidents.unchecked = null;
        failing.check();
        assertEquals("", failing.uncheckedProperty().get());
        assertTrue(failing.isFree());
    }

    private static void all(Deque<Runnable> calls) {
        while (!calls.isEmpty()) {
            calls.remove().run();
        }
    }

    @Test
    void messagesThatWereSentAreListedNewestFirstWithWhoSaidSo() {
        for (MessageKind kind : List.of(MessageKind.FIRST, MessageKind.UPDATE, MessageKind.UPDATE)) {
            model.draft(kind);
            model.told();
            assertNull(model.kindProperty().get(), "the draft is put away");
        }
        assertEquals(
                List.of("Update 2", "Update 1", "First notice"),
                model.sentProperty().get().stream()
                        .map(MessagesModel.Sent::title)
                        .toList());
        assertEquals("jonas", model.sentProperty().get().getFirst().told().by());
        model.show(null);
        assertEquals(List.of(), model.sentProperty().get());
    }
}
