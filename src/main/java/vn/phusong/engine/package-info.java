/** The fold: one event in, effects out, nothing else. Same events, same bytes. */
@NullMarked
@CheckReturnValue
package vn.phusong.engine;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
