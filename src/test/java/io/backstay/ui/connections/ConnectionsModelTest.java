package io.backstay.ui.connections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.act.connection.AwsAccount;
import io.backstay.act.connection.KnownRegion;
import io.backstay.act.connection.ObjectSettings;
import io.backstay.act.connection.RegionOffer;
import io.backstay.act.connection.SelfManaged;
import io.backstay.act.connection.SupabaseProjects;
import io.backstay.act.connection.form.Field;
import io.backstay.act.connection.form.Fitting;
import io.backstay.act.connection.form.Kind;
import io.backstay.act.connection.form.Part;
import io.backstay.act.role.Permission;
import io.backstay.act.role.Role;
import io.backstay.estate.Environment;
import io.backstay.policy.PolicySummary;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Mark;
import io.backstay.ui.kit.Said;
import io.backstay.ui.kit.guard.Allowed;
import io.backstay.vault.entry.EntryKind;
import io.backstay.vault.entry.Purpose;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.junit.jupiter.api.Test;

class ConnectionsModelTest {
    private final FakeConnections connections = new FakeConnections();
    private final FakeKeyring keyring = new FakeKeyring();
    private final ConnectionsModel model = model(Role.ADMINISTRATOR);

    @Test
    void theTitleSaysHowManyAreNotProven() {
        assertEquals("3 connections, 2 not proven", model.title());
        assertEquals("billing", chosen());
    }

    @Test
    void aTestIsToldPartByPart() {
        model.test();
        assertEquals(Mark.BREACH, said().mark());
        assertEquals(
                4, Objects.requireNonNull(model.tested().get("billing")).lines().size());
        model.selectedProperty().set(model.rows().get(1));
        model.test();
        assertEquals(Mark.UNKNOWN, said().mark(), "one part could not be looked at");
        assertEquals("", model.doingProperty().get());
        model.sync();
        assertEquals("crm: 9 recovery points, no restorable window, 1,204 files.", said().sentence());
    }

    @Test
    void aNewConnectionIsAskedForAndCanBeRefused() {
        model.add();
        AddForm form = assertInstanceOf(AddForm.class, model.sheetProperty().get());
        form.save();
        assertEquals("\"Name\" is still empty.", form.problemProperty().get());
        fill(form, "crm");
        form.save();
        assertTrue(form.problemProperty().get().contains("is there already"));
        assertNotNull(model.sheetProperty().get());
        form.text(Field.NAME).set("shop");
        form.has(Part.FILES).set(true);
        form.text(Field.STORE_WRITER).set("Shop files, read");
        form.save();
        assertTrue(form.problemProperty().get().contains("a credential of its own"));
        form.text(Field.STORE_WRITER).set("Shop files, write");
        form.save();
        assertNull(model.sheetProperty().get());
        assertEquals("shop", chosen());
        SelfManaged own = (SelfManaged) connections.list().getLast().provider();
        assertEquals("/srv/backstay/mappings/shop.yaml", own.mapping());
        ObjectSettings objects = Objects.requireNonNull(own.objects());
        assertEquals("shop-files", objects.asset());
    }

    @Test
    void whatIsOutOfSightStandsInNothingsWay() {
        model.add();
        AddForm form = assertInstanceOf(AddForm.class, model.sheetProperty().get());
        fill(form, "shop");
        form.has(Part.FILES).set(true);
        form.text(Field.STORE_WRITER).set("Shop files, read");
        assertTrue(form.problemProperty().get().contains("a credential of its own"), form.problemProperty()::get);
        form.text(Field.AWS_REGIONS).set("evil/");
        assertTrue(form.problemProperty().get().contains("a credential of its own"), "no account is asked for");
        form.text(Field.BUCKET).set("No bucket");
        assertEquals("", form.problemProperty().get(), "that field says it of itself");
    }

    @Test
    void credentialsAreChosenFromThoseThatFitAndOneThatIsMissingIsStoredOnTheWay() {
        keyring.has("AWS, read", EntryKind.AWS_ACCESS_KEY, Purpose.READ)
                .has("AWS, write", EntryKind.AWS_ACCESS_KEY, Purpose.WRITE_TO_LIVE);
        model.add();
        AddForm form = assertInstanceOf(AddForm.class, model.sheetProperty().get());
        Fitting reads = Objects.requireNonNull(Fitting.of(Field.AWS_READER));
        assertEquals(List.of("AWS, read"), form.offered(reads));
        assertEquals("", form.note(Field.AWS_READER, reads));
        form.text(Field.AWS_READER).set("AWS, write");
        assertEquals("AWS, write is for write-to-live, and read is needed.", form.note(Field.AWS_READER, reads));
        form.text(Field.AWS_READER).set("nobody's");
        assertEquals("The vault has no credential of that name.", form.note(Field.AWS_READER, reads));

        Fitting token = Objects.requireNonNull(Fitting.of(Field.TOKEN));
        assertEquals("The vault has no API token for read yet.", form.note(Field.TOKEN, token));
        form.store(Field.TOKEN, token);
        assertEquals(Map.of("endpoint", "https://api.supabase.com"), keyring.known);
        model.left();
        assertNotNull(model.sheetProperty().get(), "the form waits");
        keyring.stored("Supabase, read", EntryKind.API_TOKEN, Purpose.READ);
        assertEquals(Field.TOKEN, model.entered());
        assertEquals("Supabase, read", form.text(Field.TOKEN).get());
        assertEquals(List.of("Supabase, read"), form.offered(token));
        assertNull(model.entered(), "it was gone back to once");
        model.left();
        assertNull(model.sheetProperty().get(), "who goes elsewhere closes it");

        keyring.open = false;
        model.add();
        AddForm locked = assertInstanceOf(AddForm.class, model.sheetProperty().get());
        assertEquals(List.of(), locked.offered(reads));
        assertTrue(locked.note(Field.AWS_READER, reads).contains("unlock it to choose"));
        locked.store(Field.AWS_READER, reads);
        model.left();
        assertNull(model.sheetProperty().get(), "nobody went to a locked vault");
    }

    @Test
    void regionsAreFoundByNameOrPlaceAndTheFieldTakesOthersToo() {
        StringProperty typed = new SimpleStringProperty("xx-new-1");
        var offer = new ReadOnlyObjectWrapper<>(RegionOffer.ALL);
        var several = new RegionsModel(Field.AWS_REGIONS, typed, offer.getReadOnlyProperty());
        several.searchProperty().set("frank");
        KnownRegion frankfurt = several.shown().getFirst();
        assertEquals(
                List.of("eu-central-1"),
                several.shown().stream().map(KnownRegion::name).toList());
        several.toggle(frankfurt);
        assertEquals("xx-new-1 eu-central-1", typed.get());
        assertTrue(several.chosen(frankfurt));
        several.toggle(frankfurt);
        assertEquals("xx-new-1", typed.get());
        several.searchProperty().set("no such place");
        assertTrue(several.shown().isEmpty());
        assertEquals("", several.standing(frankfurt), "nobody asked the account");
        several.searchProperty().set("EU-CENTRAL");
        offer.set(RegionOffer.of(List.of("eu-central-1", "eu-central-9")));
        assertEquals(
                List.of("eu-central-1 enabled", "eu-central-2 not enabled", "eu-central-9 enabled"),
                several.shown().stream()
                        .map(each -> each.name() + " " + several.standing(each))
                        .toList(),
                "a region that Backstay does not know is offered where the account has it");

        var one = new RegionsModel(Field.REGION, typed, offer.getReadOnlyProperty());
        one.toggle(frankfurt);
        assertEquals("eu-central-1", typed.get());
        assertNull(Field.AWS_REGIONS.problem("xx-new-1"), "a region that is not in the list is taken");
    }

    /// Nobody is asked by a key that is still being typed, nor twice by one.
    @Test
    void theAccountOfTheKeyThatStandsThereIsAskedForItsRegionsOnce() {
        keyring.has("AWS, read", EntryKind.AWS_ACCESS_KEY, Purpose.READ);
        connections.offering(RegionOffer.of(List.of("eu-central-1")));
        model.add();
        AddForm form = assertInstanceOf(AddForm.class, model.sheetProperty().get());
        form.text(Field.AWS_READER).set("AWS, read");
        form.askRegions();
        assertEquals(List.of(), connections.regionKeys(), "a server of one's own has none");
        form.kindProperty().set(Kind.AWS);
        form.text(Field.AWS_READER).set("AWS, re");
        form.askRegions();
        assertEquals(List.of(), connections.regionKeys());
        form.text(Field.AWS_READER).set("AWS, read");
        form.askRegions();
        form.askRegions();
        assertEquals(List.of("AWS, read"), connections.regionKeys());
        assertEquals(Set.of("eu-central-1"), form.regionsProperty().get().enabled());
        form.text(Field.AWS_READER).set("another");
        form.askRegions();
        assertEquals(RegionOffer.ALL, form.regionsProperty().get(), "what another account has is not this one's");
        connections.offering(RegionOffer.unknown("The key lacks a right.", null));
        form.text(Field.AWS_READER).set("AWS, read");
        form.askRegions();
        form.askRegions();
        assertEquals(3, connections.regionKeys().size(), "what is not known is asked again");
    }

    @Test
    void anAccountIsAskedForInItsOwnLinesAndTestedBeforeItIsKept() {
        model.add();
        AddForm form = assertInstanceOf(AddForm.class, model.sheetProperty().get());
        form.kindProperty().set(Kind.AWS);
        form.text(Field.NAME).set("production");
        form.text(Field.AWS_REGIONS).set("eu-central-1, evil/");
        form.text(Field.AWS_READER).set("AWS, read");
        form.save();
        assertTrue(form.problemProperty().get().contains("is like eu-central-1"), form.problemProperty()::get);
        form.text(Field.AWS_REGIONS).set("eu-central-1  us-east-1");
        form.test();
        assertEquals(3, connections.list().size(), "nothing is kept of a test");
        assertEquals(Mark.BREACH, stands(form).mark());
        assertTrue(Objects.requireNonNull(
                        Objects.requireNonNull(form.trial().foundProperty().get())
                                .script())
                .contains("DescribeLockedSnapshots"));
        form.save();
        assertNull(model.sheetProperty().get());
        assertEquals("Added production. production is not as it should be yet.", said().sentence());
        AwsAccount account = (AwsAccount) connections.list().getLast().provider();
        assertEquals(List.of("eu-central-1", "us-east-1"), account.regions());
        assertNull(account.maker());
        assertTrue(
                Objects.requireNonNull(Objects.requireNonNull(
                                        connections.known().getLast().tested())
                                .script())
                        .contains("DescribeLockedSnapshots"),
                "what the test found stands beside it, with the statement to be copied");

        model.add();
        AddForm token = assertInstanceOf(AddForm.class, model.sheetProperty().get());
        token.kindProperty().set(Kind.SUPABASE);
        token.text(Field.NAME).set("projects");
        token.save();
        assertEquals(
                "\"Token that reads\" is still empty.", token.problemProperty().get());
        token.text(Field.TOKEN).set("Supabase, read");
        token.save();
        assertInstanceOf(SupabaseProjects.class, connections.list().getLast().provider());
    }

    @Test
    void anAccountIsListedWhereItIsDueAndWhollyWhenSomebodySaysSo() {
        connections.with(FakeConnections.account());
        model.refresh();
        model.sync();
        model.selectedProperty().set(model.rows().getLast());
        model.sync();
        model.olderThanProperty().set(Duration.ofHours(6));
        model.sync();
        model.syncAll();
        assertEquals(
                List.of(Duration.ZERO, Duration.ofMinutes(15), Duration.ofHours(6), Duration.ZERO),
                connections.spans(),
                "a database has no parts of which one could be left out");
    }

    @Test
    void whatIsWrongIsToldWhileItIsTyped() {
        model.add();
        AddForm form = assertInstanceOf(AddForm.class, model.sheetProperty().get());
        fill(form, "shop");
        form.text(Field.WRITER).set("a");
        assertEquals(
                "Each purpose has a credential of its own.",
                form.problemProperty().get());
        form.text(Field.PORT).set("70000");
        assertEquals("", form.problemProperty().get(), "the field says that itself");
        assertEquals("The port is a number from 1 to 65535.", Field.PORT.problem("70000"));
        form.text(Field.PORT).set("5432");
        form.text(Field.WRITER).set("");
        assertEquals("", form.problemProperty().get(), "what is still empty is no mistake yet");
        form.save();
        assertEquals(
                "\"Credential that writes\" is still empty.",
                form.problemProperty().get());
    }

    private static void fill(AddForm form, String name) {
        Map.ofEntries(
                        Map.entry(Field.NAME, name),
                        Map.entry(Field.HOST, "db.example"),
                        Map.entry(Field.DATABASE, "shop"),
                        Map.entry(Field.BACKUPS, "/mnt/base"),
                        Map.entry(Field.ARCHIVE, "/mnt/wal"),
                        Map.entry(Field.READER, "a"),
                        Map.entry(Field.SUPERUSER, "b"),
                        Map.entry(Field.WRITER, "c"),
                        Map.entry(Field.STORE, "https://s3.example"),
                        Map.entry(Field.REGION, "eu-1"),
                        Map.entry(Field.BUCKET, "shop-files"),
                        Map.entry(Field.PREFIX, "shops/{tenant}/"),
                        Map.entry(Field.STORE_READER, "Shop files, read"),
                        Map.entry(Field.STORE_SCRATCH, "Shop files, scratch"))
                .forEach((field, text) -> form.text(field).set(text));
    }

    @Test
    void aConnectionIsHeldAgainstAnotherPolicyOrAgainstNone() {
        assertEquals(
                List.of("daily-two-days"),
                model.policies().stream().map(PolicySummary::id).toList());
        model.hold("daily-two-days");
        assertEquals("billing is judged by daily-two-days now.", said().sentence());
        assertEquals(
                "daily-two-days",
                Objects.requireNonNull(model.selectedProperty().get())
                        .connection()
                        .policy());
        model.hold(null);
        assertEquals(Mark.UNKNOWN, said().mark());
        assertNull(connections.list().getFirst().policy());
        ConnectionsModel responder = model(Role.RESPONDER);
        responder.hold("daily-two-days");
        assertNull(connections.list().getFirst().policy(), "a responder changes no connection");
    }

    @Test
    void removingIsAskedForOnceMore() {
        model.remove();
        assertEquals(3, model.rows().size());
        model.confirm();
        assertEquals(2, model.rows().size());
        assertEquals("crm", chosen());
        assertFalse(model.close());
    }

    @Test
    void whatARoleOrALockedVaultForbidsSaysWhy() {
        ConnectionsModel responder = model(Role.RESPONDER);
        responder.add();
        assertNull(responder.sheetProperty().get());
        assertTrue(Objects.requireNonNull(responder.refusal(Permission.CONNECT)).contains("administrator"));
        keyring.open = false;
        assertTrue(Objects.requireNonNull(responder.refusal(Permission.TEST_CONNECTION))
                .contains("locked"));
        responder.test();
        assertTrue(responder.tested().isEmpty());
        responder.sync();
        assertNotNull(responder.saidProperty().get(), "listing needs no vault");
    }

    @Test
    void whatWasNeverTestedOrChangedSinceCanBeAddedAndIsSaidToBeUntested() {
        model.add();
        AddForm form = assertInstanceOf(AddForm.class, model.sheetProperty().get());
        fill(form, "shop");
        assertEquals(
                "Not tested yet; added now, it stands in the list as never tested.",
                stands(form).sentence());
        form.test();
        assertEquals(
                "Nothing speaks against shop, but not everything could be looked at.",
                stands(form).sentence());
        form.environmentProperty().set(Environment.STAGING);
        assertTrue(stands(form).sentence().startsWith("Something was changed since the test"), stands(form)::sentence);
        form.environmentProperty().set(Environment.PRODUCTION);
        assertTrue(stands(form).sentence().startsWith("Nothing speaks"), "it is what was tested again");
        form.text(Field.POLICY).set("agentic-labs");
        assertTrue(stands(form).sentence().startsWith("Nothing speaks"), "a policy is no part of what is tested");
        form.text(Field.PORT).set("5433");
        form.save();
        assertEquals("Added shop. It was never tested: test it before you rely on it.", said().sentence());
        assertEquals(Mark.WARNING, said().mark());
        assertNull(connections.known().getLast().tested(), "what was found of another is not kept");
        assertTrue(model.tested().isEmpty(), "and nothing is tested behind one's back");
    }

    @Test
    void aTestOfWhatWouldBeRefusedOrWithALockedVaultDoesNotBegin() {
        model.add();
        AddForm form = assertInstanceOf(AddForm.class, model.sheetProperty().get());
        form.test();
        assertEquals("\"Name\" is still empty.", form.problemProperty().get());
        fill(form, "crm");
        form.test();
        assertTrue(form.problemProperty().get().contains("is there already"), form.problemProperty()::get);
        assertNull(form.trial().foundProperty().get());
        form.text(Field.NAME).set("shop");
        keyring.open = false;
        form.test();
        assertTrue(form.problemProperty().get().contains("locked"), form.problemProperty()::get);
        assertNull(form.trial().foundProperty().get());
    }

    private static Said stands(AddForm form) {
        return Objects.requireNonNull(form.trial().saidProperty().get());
    }

    private ConnectionsModel model(Role role) {
        var made = new ConnectionsModel(
                connections,
                new Background(Runnable::run, Runnable::run, AssertionError::new),
                () -> FakeConnections.NOW,
                new Allowed(role),
                keyring);
        made.refresh();
        return made;
    }

    private String chosen() {
        return Objects.requireNonNull(model.selectedProperty().get())
                .connection()
                .name();
    }

    private Said said() {
        return Objects.requireNonNull(model.saidProperty().get());
    }
}
