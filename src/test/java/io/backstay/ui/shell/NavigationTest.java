package io.backstay.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NavigationTest {
    @Test
    void whoeverIsShownAPlaceTwiceIsShownItAgainAndGoesBackOnce() {
        var navigation = new Navigation(new Place.Overview());
        List<Integer> again = new ArrayList<>();
        navigation.againProperty().subscribe((_, now) -> again.add(now.intValue()));
        navigation.show(new Place.Incidents("INC-0031"));
        assertEquals(List.of(), again);
        navigation.show(new Place.Incidents("INC-0031"));
        assertEquals(List.of(1), again);
        navigation.back();
        assertEquals(new Place.Overview(), navigation.placeProperty().get());
    }
}
