package io.backstay.base;

/// Hears how a long task goes on. Cancelling is done by interrupting the thread that runs the task.
public interface Progress {
    /// Hears nothing.
    Progress NONE = new Progress() {
        @Override
        public void step(String name) {}

        @Override
        public void advance(long done, long total) {}
    };

    /// A new step begins; the one before it has ended well.
    ///
    /// @param name what a person reads, such as `Taking a base backup`
    void step(String name);

    /// The current step has come so far.
    ///
    /// @param total the whole, or 0 when it is not known
    void advance(long done, long total);

    /// Something that a person should know happened within the current step.
    ///
    /// @param sentence such as `Removed the folder of a run that was killed.`
    default void note(String sentence) {}
}
