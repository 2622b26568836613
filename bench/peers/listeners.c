/* Many Socket.IO listeners in one process: what loads the servers that are compared, ours and the others alike.
 *
 *   listeners PORT MANY [-n NAMESPACE] [-f FIRST] [-o ORIGIN] [-r A_SECOND] [-p BYTES] [-g PATH]... [-h]
 *
 * Connects MANY clients (over WebSocket, as Engine.IO 4 and Socket.IO 5 want it), a hundred at a time or so many a second
 * with -r. With -f each sends that text once it is in the namespace, and is ready when it is acknowledged. With -g a client
 * whose acknowledgement says `catch_up` reads these pages over HTTP before it is ready; with -h all read only the pages.
 * With -p there is no protocol: every BYTES bytes are one event. Clients come from 127.0.0.2 and its neighbours, because
 * servers count the lines of one address.
 *
 * Says {"ready": …} on standard output; then obeys `count EVENTS TEXT` on standard input: says {"counting"}, waits until
 * every client has so many events that hold TEXT in their first 4,096 bytes (every event if there is no TEXT), and tells
 * when they came, by CLOCK_MONOTONIC, and how busy this process was, so that a reader can see who was waited for.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { WAITING, CONNECTING, SHAKING, OPENING, JOINING, FOLLOWING, READING, READY, GONE };
enum { WINDOW = 100, MOST_PAGES = 16, SECONDS_TO_CONNECT = 90, SECONDS_TO_COUNT = 60, NEEDLE_WITHIN = 4096 };

struct stream {
    int fd;
    char *rest; /* what was read and is not yet a whole frame or page */
    size_t kept, room;
};

struct client {
    struct stream line, pages; /* the WebSocket, and the HTTP connection beside it */
    int state, page;
    double began, ready, done;
    long events, plain;
};

static struct client *clients;
static int many, port, poll_fd, only_pages, page_count, settled, refused, under_way, counted;
static long per_second, plain_size, wanted, events, bytes;
static char *namespace = "", *first, *origin = "https://parliament.example", *page_paths[MOST_PAGES], needle[256];
static char buffer[1 << 18];
static double first_at, last_at, first_busy, last_busy;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static double busy(void) {
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return u.ru_utime.tv_sec + u.ru_stime.tv_sec + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static void settle(struct client *c, int state) {
    if (c->state == GONE || (c->state == READY && state == READY)) return;
    if (c->state != READY) {
        settled++, under_way--;
        c->ready = now();
    }
    if (state == GONE) {
        refused++;
        if (c->line.fd >= 0) close(c->line.fd);
        if (c->pages.fd >= 0) close(c->pages.fd);
        c->line.fd = c->pages.fd = -1;
    }
    c->state = state;
}

/* Begins to connect one of a client's two streams; what epoll reports later names both. */
static void dial(struct client *c, struct stream *stream) {
    int index = (int)(c - clients);
    int one = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct sockaddr_in from = {.sin_family = AF_INET}, to = {.sin_family = AF_INET, .sin_port = htons(port)};
    from.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1 + index % 200);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT, .data.u32 = index * 2 + (stream == &c->pages)};
    if (fd < 0 || bind(fd, (void *)&from, sizeof from)) perror("listeners"), exit(1);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    stream->fd = fd;
    if (connect(fd, (void *)&to, sizeof to) && errno != EINPROGRESS) settle(c, GONE);
    else epoll_ctl(poll_fd, EPOLL_CTL_ADD, fd, &event);
}

static void begin(int index) {
    struct client *c = &clients[index];
    under_way++;
    c->began = now();
    c->state = only_pages ? READING : CONNECTING;
    dial(c, only_pages ? &c->pages : &c->line);
}

/* Everything a client says is short, so it goes out whole or the line is broken. */
static void say(struct client *c, int fd, const char *text, size_t length) {
    if (send(fd, text, length, MSG_NOSIGNAL) != (ssize_t)length) settle(c, GONE);
}

static void say_frame(struct client *c, const char *text) {
    char frame[4096 + 8] = {(char)0x81};
    size_t length = strlen(text), at = 2;
    if (length < 126) {
        frame[1] = (char)(0x80 | length);
    } else {
        frame[1] = (char)(0x80 | 126), frame[2] = (char)(length >> 8), frame[3] = (char)length, at = 4;
    }
    at += 4; /* the mask is zero: lawful, and costs nothing */
    memcpy(frame + at, text, length);
    say(c, c->line.fd, frame, at + length);
}

static void ask_upgrade(struct client *c) {
    char request[1024];
    int length = snprintf(request, sizeof request,
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: %s\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n", port, origin);
    c->state = SHAKING;
    say(c, c->line.fd, request, length);
}

static void ask_page(struct client *c) {
    char request[1024];
    int length = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n", page_paths[c->page], port);
    say(c, c->pages.fd, request, length);
}

static void follow_up(struct client *c, const char *text, size_t length) {
    if (page_count && memmem(text, length, "\"catch_up\"", 10)) {
        c->state = READING;
        dial(c, &c->pages);
    } else settle(c, READY);
}

static void count(struct client *c, const char *text, size_t length) {
    size_t within = length < NEEDLE_WITHIN ? length : NEEDLE_WITHIN;
    if (!wanted || (*needle && !memmem(text, within, needle, strlen(needle)))) return;
    last_at = now();
    if (!events++) first_at = last_at, first_busy = busy();
    if (++c->events == wanted) c->done = last_at, counted++;
}

static void hear(struct client *c, const char *text, size_t length) {
    char join[256];
    if (length && text[0] == '2') {
        say_frame(c, "3");
    } else if (length > 1 && text[0] == '4' && text[1] == '2') {
        count(c, text, length);
    } else if (c->state == OPENING && length && text[0] == '0') {
        snprintf(join, sizeof join, *namespace ? "40%s," : "40", namespace);
        c->state = JOINING;
        say_frame(c, join);
    } else if (c->state == JOINING && length > 1 && text[1] == '0') {
        if (first) c->state = FOLLOWING, say_frame(c, first);
        else settle(c, READY);
    } else if (c->state == FOLLOWING && length > 1 && text[1] == '3') {
        follow_up(c, text, length);
    } else if (length > 1 && text[0] == '4' && (text[1] == '4' || text[1] == '1')) {
        settle(c, GONE);
    }
}

/* How much of `at` was understood: whole frames, or the whole answer to the handshake. */
static size_t understand(struct client *c, char *at, size_t length) {
    size_t used = 0;
    if (c->state == SHAKING) {
        char *end = memmem(at, length, "\r\n\r\n", 4);
        if (!end) return 0;
        if (length < 12 || memcmp(at + 9, "101", 3)) return settle(c, GONE), length;
        c->state = OPENING;
        used = end + 4 - at;
    }
    while (c->state != GONE && length - used >= 2) {
        unsigned char *frame = (unsigned char *)at + used;
        size_t head = 2, size = frame[1] & 127;
        if (size == 126) head = 4;
        if (size == 127) head = 10;
        if (length - used < head) break;
        if (head == 4) size = frame[2] << 8 | frame[3];
        if (head == 10) size = (size_t)frame[6] << 24 | frame[7] << 16 | frame[8] << 8 | frame[9];
        if (length - used < head + size) break;
        if ((frame[0] & 15) == 8) settle(c, GONE);
        else if ((frame[0] & 15) <= 2) hear(c, (char *)frame + head, size);
        used += head + size;
    }
    return used;
}

/* The same for the answers to what was asked over HTTP. */
static size_t leaf_through(struct client *c, char *at, size_t length) {
    char *end = memmem(at, length, "\r\n\r\n", 4), *size = memmem(at, length, "Content-Length: ", 16);
    if (!end) return 0;
    if (memcmp(at + 9, "200", 3) || !size || size > end) return settle(c, GONE), length;
    size_t whole = (size_t)(end + 4 - at) + strtoul(size + 16, NULL, 10);
    if (length < whole) return 0;
    if (++c->page < page_count) {
        ask_page(c);
    } else {
        close(c->pages.fd);
        c->pages.fd = -1;
        settle(c, READY);
    }
    return whole;
}

static void keep(struct stream *stream, const char *text, size_t length) {
    if (stream->room < stream->kept + length)
        stream->rest = realloc(stream->rest, stream->room = (stream->kept + length) * 2);
    memcpy(stream->rest + stream->kept, text, length);
    stream->kept += length;
}

static void count_plain(struct client *c, size_t length) {
    for (c->plain += length; c->plain >= plain_size; c->plain -= plain_size) count(c, "", 0);
}

static void read_from(struct client *c, struct stream *stream) {
    ssize_t length = recv(stream->fd, buffer, sizeof buffer, 0);
    if (length < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (length <= 0) {
        settle(c, GONE);
        return;
    }
    if (wanted) bytes += length;
    if (plain_size) {
        count_plain(c, length);
        return;
    }
    /* What came in whole is read where it lies; only the beginning of what is yet to come is copied. */
    char *at = buffer;
    size_t all = length;
    if (stream->kept) {
        keep(stream, buffer, length);
        at = stream->rest, all = stream->kept;
    }
    size_t used = stream == &c->pages ? leaf_through(c, at, all) : understand(c, at, all);
    stream->kept = 0;
    if (c->state == GONE || stream->fd < 0) return;
    if (at == stream->rest) memmove(stream->rest, at + used, stream->kept = all - used);
    else keep(stream, at + used, all - used);
}

/* Writable for the first time: the connection is there, or was refused. */
static void opened(struct client *c, struct stream *stream, unsigned name) {
    int error = 0;
    socklen_t size = sizeof error;
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = name};
    getsockopt(stream->fd, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error) {
        settle(c, GONE);
        return;
    }
    epoll_ctl(poll_fd, EPOLL_CTL_MOD, stream->fd, &event);
    if (stream == &c->pages) ask_page(c);
    else if (plain_size) settle(c, READY);
    else ask_upgrade(c);
}

static void turn(int milliseconds) {
    struct epoll_event ready[512];
    int found = epoll_wait(poll_fd, ready, 512, milliseconds);
    for (int i = 0; i < found; i++) {
        unsigned name = ready[i].data.u32;
        struct client *c = &clients[name / 2];
        struct stream *stream = name % 2 ? &c->pages : &c->line;
        if (stream->fd < 0) continue;
        if (ready[i].events & EPOLLOUT) opened(c, stream, name);
        else read_from(c, stream);
    }
}

static int by_size(const void *a, const void *b) {
    double difference = *(const double *)a - *(const double *)b;
    return (difference > 0) - (difference < 0);
}

/* Prints 50 %, 99 % and the last of what `of` says of the clients that are left. */
static void print_spread(double (*of)(struct client *)) {
    double *all = malloc(sizeof *all * (many + 1));
    int found = 0;
    for (int i = 0; i < many; i++)
        if (clients[i].state == READY && of(&clients[i]) > 0) all[found++] = of(&clients[i]);
    qsort(all, found, sizeof *all, by_size);
    if (!found) all[found++] = 0;
    printf("\"p50\": %.6f, \"p99\": %.6f, \"last\": %.6f", all[found / 2], all[(found * 99) / 100], all[found - 1]);
    free(all);
}

static double waited(struct client *c) { return c->ready - c->began; }
static double done_at(struct client *c) { return c->done; }

static void connect_all(void) {
    double began = now(), work = busy();
    for (int next = 0; settled < many && now() - began < SECONDS_TO_CONNECT;) {
        while (next < many && (per_second ? next < (now() - began) * per_second : under_way < WINDOW)) begin(next++);
        turn(1);
    }
    printf("{\"ready\": %d, \"refused\": %d, \"seconds\": %.3f, \"busy\": %.3f, ", settled - refused, refused,
        now() - began, (busy() - work) / (now() - began));
    print_spread(waited);
    puts("}");
}

static void count_all(long times) {
    double began = now();
    events = bytes = counted = 0;
    for (int i = 0; i < many; i++) clients[i].events = clients[i].done = 0;
    wanted = times;
    puts("{\"counting\": true}");
    while (counted < many - refused && now() - began < SECONDS_TO_COUNT) turn(100);
    last_busy = busy();
    printf("{\"events\": %ld, \"missing\": %ld, \"gone\": %d, \"seconds\": %.6f, \"bytes\": %ld, \"busy\": %.3f, \"first_at\": %.6f, ",
        events, (many - refused) * times - events, refused, last_at - first_at, bytes,
        last_at > first_at ? (last_busy - first_busy) / (now() - first_at) : 0, first_at);
    print_spread(done_at);
    puts("}");
    wanted = 0;
}

static void obey(void) {
    char line[512];
    int flags = fcntl(0, F_GETFL);
    fcntl(0, F_SETFL, flags | O_NONBLOCK);
    for (;;) {
        ssize_t length = read(0, line, sizeof line - 1);
        if (!length) return; /* whoever started us is gone */
        if (length > 0) {
            char *end;
            line[length] = 0;
            line[strcspn(line, "\n")] = 0;
            if (strncmp(line, "count ", 6)) return;
            long times = strtol(line + 6, &end, 10);
            snprintf(needle, sizeof needle, "%s", *end ? end + 1 : "");
            count_all(times);
        }
        turn(20);
    }
}

int main(int argc, char **argv) {
    for (int option; (option = getopt(argc, argv, "n:f:o:r:p:g:h")) != -1;) {
        if (option == 'n') namespace = optarg;
        if (option == 'f') first = optarg;
        if (option == 'o') origin = optarg;
        if (option == 'r') per_second = atol(optarg);
        if (option == 'p') plain_size = atol(optarg);
        if (option == 'g' && page_count < MOST_PAGES) page_paths[page_count++] = optarg;
        if (option == 'h') only_pages = 1;
        if (option == '?') return 2;
    }
    if (argc - optind != 2 || (first && strlen(first) > 4000)) return fputs("listeners PORT MANY\n", stderr), 2;
    port = atoi(argv[optind]), many = atoi(argv[optind + 1]);
    clients = calloc(many, sizeof *clients);
    for (int i = 0; i < many; i++) clients[i].line.fd = clients[i].pages.fd = -1;
    poll_fd = epoll_create1(0);
    setvbuf(stdout, NULL, _IOLBF, 0);
    connect_all();
    obey();
    return 0;
}
