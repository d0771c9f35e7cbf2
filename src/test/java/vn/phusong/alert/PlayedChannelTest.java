package vn.phusong.alert;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

class PlayedChannelTest extends ChannelContract {
    @Override
    Peer peer() {
        Deque<Answer> answers = new ArrayDeque<>();
        PlayedChannel played = PlayedChannel.answering("played", unused -> answers.remove());
        return new Peer() {
            @Override
            public Channel channel() {
                return played;
            }

            @Override
            public boolean can(Manner manner) {
                return true;
            }

            @Override
            public void next(Manner manner) {
                answers.add(
                        switch (manner) {
                            case TAKE -> PlayedChannel.TAKEN;
                            case REFUSE -> PlayedChannel.REFUSED;
                            case LATER -> PlayedChannel.LATER;
                            case HANG -> Answer.silence(new java.util.concurrent.TimeoutException("30 ms"));
                        });
            }

            @Override
            public List<Got> got() {
                return played.taken.stream()
                        .map(it -> new Got(it.id(), new String(it.body(), StandardCharsets.UTF_8)))
                        .toList();
            }

            @Override
            public void stop() {}
        };
    }
}
