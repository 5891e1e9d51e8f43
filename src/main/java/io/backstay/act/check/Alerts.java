package io.backstay.act.check;

import io.backstay.base.AssetId;
import io.backstay.base.BackstayException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Failed and missed runs, each told once, also across restarts.
@FunctionalInterface
public interface Alerts {
    /// For a window in which nobody is told.
    Alerts NONE = List::of;

    /// One thing to tell.
    ///
    /// @param policy the id of the policy that the asset is held against, absent for none
    /// @param title  such as `Schedule of orders`
    /// @param text   what is so, and what to do
    record Alert(AssetId asset, @Nullable String policy, String title, String text) {}

    /// What has not been told yet, the worst first; from now on it counts as told, until it is mended and breaks again.
    List<Alert> fresh() throws BackstayException;
}
