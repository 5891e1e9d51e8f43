package io.backstay.ui.kit.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.backstay.act.Protection;
import io.backstay.act.role.Permission;
import io.backstay.act.role.Role;
import io.backstay.ui.kit.Background;
import io.backstay.ui.kit.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllowedTest {
    @Test
    void aRoleThatIsTooSmallIsToldWhichOneIsNeeded() {
        assertEquals(
                "To add, import, replace and remove credentials, the role administrator is needed; you are here as"
                        + " responder.",
                new Allowed(Role.RESPONDER).refusal(Permission.CHANGE_CREDENTIALS));
        assertNull(new Allowed(Role.ADMINISTRATOR).refusal(Permission.CHANGE_CREDENTIALS));
        assertNull(new Allowed(Role.APPROVER).refusal(Permission.TEST_CREDENTIAL));
        assertEquals("Viewer", new Allowed(Role.VIEWER).word());
    }

    @Test
    void whatCannotBeToldNeverHolds() {
        assertEquals(Mark.UNKNOWN, ProtectionsModel.mark(Protection.State.UNKNOWN));
        assertEquals(Mark.WARNING, ProtectionsModel.mark(Protection.State.INACTIVE));
        var model = new ProtectionsModel(
                () -> List.of(
                        new Protection("Core dumps are off", Protection.State.ACTIVE, "The limit was read back as 0."),
                        new Protection("Keys stay out of swap", Protection.State.UNKNOWN, "Not said here.")),
                new Background(Runnable::run, Runnable::run, AssertionError::new));
        model.refresh();
        assertEquals("1 active, 1 unknown", model.summary());
        assertEquals("""
                What protects this process
                Active: Core dumps are off. The limit was read back as 0.
                Unknown: Keys stay out of swap. Not said here.
                """, model.text());
    }
}
