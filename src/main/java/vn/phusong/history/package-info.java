/** Time series for people; can always be filled again from the journal. */
@NullMarked
@CheckReturnValue
package vn.phusong.history;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
