/// What a policy is held against: assets, their points in columns, and the restores that were practised.
@NullMarked
package io.backstay.policy.facts;

import org.jspecify.annotations.NullMarked;
