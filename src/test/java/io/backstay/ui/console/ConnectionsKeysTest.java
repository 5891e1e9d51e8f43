package io.backstay.ui.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.backstay.base.AssetId;
import io.backstay.ui.connections.FakeConnections;
import io.backstay.ui.kit.Fx;
import io.backstay.ui.shell.Place;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/// A connection's credentials and regions chosen with keys alone, in the real window.
final class ConnectionsKeysTest extends SafetyPictures {
    private final FxRobot robot = new FxRobot();

    private void form(String kind) throws Exception {
        form(new FakeConnections(), kind);
    }

    private void form(FakeConnections given, String kind) throws Exception {
        connections = given;
        open();
        go(new Place.Connections());
        press("#connections-add");
        until("#connection-name");
        Fx.until("the first field has the focus", () -> find("#connection-name").isFocused());
        Fx.run(() -> ((ToggleButton) find("#connection-kind-" + kind)).fire());
    }

    private void focus(String field) throws Exception {
        until(field);
        Fx.run(() -> find(field).requestFocus());
    }

    private String typed(String field) {
        return ((TextInputControl) find(field)).getText();
    }

    @Test
    void regionsAreLookedForTickedAndClosedWithKeys() throws Exception {
        form("aws");
        focus("#connection-aws-regions");
        robot.push(KeyCode.DOWN);
        Fx.until(
                "it is looked for", () -> find("#connection-aws-regions-search").isFocused());
        robot.write("frank");
        robot.push(KeyCode.ENTER);
        Fx.until(
                "the first found is chosen",
                () -> typed("#connection-aws-regions").equals("eu-central-1"));
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.SPACE);
        Fx.until("and taken out again", () -> typed("#connection-aws-regions").isEmpty());
        robot.push(KeyCode.SPACE);
        robot.push(KeyCode.ESCAPE);
        Fx.until(
                "the field has the focus", () -> find("#connection-aws-regions").isFocused());
        assertEquals("eu-central-1", typed("#connection-aws-regions"));
        assertFalse(find("#connection-aws-regions-list").isVisible()
                && find("#connection-aws-regions-list").getParent().isVisible());
    }

    @Test
    void aTokenThatIsMissingIsStoredInTheVaultAndComesBackChosen() throws Exception {
        form("supabase");
        type("#connection-name", "projects");
        focus("#connection-token");
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.UP);
        robot.push(KeyCode.ENTER);
        until("#entry-name");
        Fx.until("its endpoint is known", () -> typed("#entry-endpoint").equals("https://api.supabase.com"));
        type("#entry-name", "Supabase, read");
        type("#entry-account", "acme");
        Fx.run(() -> find("#entry-token").requestFocus());
        robot.write("a token");
        robot.push(KeyCode.ENTER);
        Fx.until(
                "the form is there again",
                () -> find("#connection-token") != null
                        && find("#connection-token").isFocused());
        assertEquals("Supabase, read", typed("#connection-token"));
        assertEquals("projects", typed("#connection-name"), "what was typed before stands");
        Fx.until("the vault has it", () -> text("#connection-token-note").isEmpty());
    }

    @Test
    void aProjectOfSupabaseLeadsFromTheRestoreToAStagingServerAndBack() throws Exception {
        var given = new FakeConnections();
        connections = given;
        open();
        go(new Place.Restore(null));
        until("#intake-database");
        Fx.run(() -> choose(find("#intake-database"), new AssetId("supabase:abcdefghijklmnopqrst")));
        press("#intake-new-project");
        until("#connection-staging-of");
        assertEquals("supabase:abcdefghijklmnopqrst", typed("#connection-staging-of"));
        type("#connection-name", "crm-friday");
        type("#connection-moment", "2026-03-13T17:30Z");
        type("#connection-host", "db.qrstuvwxyzabcdefghij.supabase.co");
        type("#connection-database", "postgres");
        type("#connection-login", "CRM copy, read");
        press("#connection-primary");
        Fx.until("the restore is there again", () -> find("#intake-database") != null);
        assertTrue(given.list().stream().anyMatch(each -> each.name().equals("crm-friday")));
    }

    @SuppressWarnings("unchecked") // The box holds databases.
    private static void choose(Node box, AssetId database) {
        ((ComboBox<AssetId>) box).setValue(database);
    }

    @Test
    void aConnectionIsTestedStoppedTestedAgainAndAddedWithKeys() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        var given = new FakeConnections().holding(answers);
        account(given);
        robot.push(KeyCode.CONTROL, KeyCode.T);
        Fx.until("it is tested", () -> text("#connection-trying").equals("Looking at the key"));
        assertTrue(find("#connection-primary").isDisabled(), "nothing is added while it is tested");
        robot.push(KeyCode.ESCAPE);
        Fx.until("it was stopped", () -> text("#connection-tried").contains("was stopped, and nothing was kept"));
        assertEquals("production", typed("#connection-name"), "the form stays");
        assertEquals(3, given.list().size());

        answers.countDown();
        robot.push(KeyCode.CONTROL, KeyCode.T);
        Fx.until("it was found", () -> text("#connection-tried").equals("production is not as it should be yet."));
        assertTrue(text("#connection-tried-script").contains("ec2:DescribeLockedSnapshots"));
        assertEquals(3, given.list().size());
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        Fx.until("it is there", () -> given.list().size() == 4);
        Fx.until("it is said", () -> text("#connections-said").startsWith("Added production. production is not"));
    }

    @Test
    void whoClosesTheFormStopsItsTest() throws Exception {
        var given = new FakeConnections().holding(new CountDownLatch(1));
        account(given);
        press("#connection-try");
        Fx.until("it is tested", () -> text("#connection-trying").equals("Looking at the key"));
        robot.push(KeyCode.ESCAPE);
        robot.push(KeyCode.ESCAPE);
        Fx.until("the form is closed", () -> find("#connection-try") == null);
        assertEquals(3, given.list().size());
    }

    private void account(FakeConnections given) throws Exception {
        form(given, "aws");
        type("#connection-name", "production");
        type("#connection-aws-regions", "eu-central-1 us-east-1");
        type("#connection-aws-reader", "AWS, read");
        focus("#connection-name");
    }

    @Test
    void thePolicyOfAConnectionIsChosenWithKeysAndThatOfANewOneToo() throws Exception {
        var given = new FakeConnections();
        connections = given;
        open();
        go(new Place.Connections());
        until("#connection-judged-by");
        Fx.run(() -> find("#connection-judged-by").requestFocus());
        robot.push(KeyCode.SPACE);
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.ENTER);
        Fx.until(
                "billing is judged by it",
                () -> "daily-two-days".equals(given.list().getFirst().policy()));
        Fx.until("it is said", () -> text("#connections-said").equals("billing is judged by daily-two-days now."));

        press("#connections-add");
        until("#connection-policy");
        Fx.until(
                "policies are offered", () -> !find("#connection-policy-choose").isDisabled());
        focus("#connection-policy");
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.ENTER);
        Fx.until("it is chosen", () -> typed("#connection-policy").equals("daily-two-days"));
    }

    @Test
    void whoCancelsInTheVaultIsBackAtTheForm() throws Exception {
        form("supabase");
        focus("#connection-token");
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.UP);
        robot.push(KeyCode.ENTER);
        until("#entry-name");
        robot.push(KeyCode.ESCAPE);
        Fx.until("the form is there again", () -> find("#connection-token") != null);
        assertTrue(typed("#connection-token").isEmpty());
    }
}
