/* What no server can beat: the same bytes to every socket, one send() after the other, with no protocol at all.
 *
 *   loop MANY      says {"port": …}, takes MANY connections, says {"taken": …}; then obeys `send TIMES BYTES` on standard
 *                  input and says {"seconds": …}.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static void send_all(int *lines, int many, long times, long size) {
    char *bytes = malloc(size);
    memset(bytes, 'x', size);
    double began = now();
    for (long round = 0; round < times; round++)
        for (int i = 0; i < many; i++)
            for (long at = 0; at < size;) {
                ssize_t sent = send(lines[i], bytes + at, size - at, MSG_NOSIGNAL);
                if (sent < 0) perror("loop"), exit(1);
                at += sent;
            }
    printf("{\"seconds\": %.6f}\n", now() - began);
    free(bytes);
}

int main(int argc, char **argv) {
    if (argc != 2) return fputs("loop MANY\n", stderr), 2;
    int many = atoi(argv[1]), one = 1, door = socket(AF_INET, SOCK_STREAM, 0), *lines = malloc(sizeof *lines * many);
    struct sockaddr_in here = {.sin_family = AF_INET};
    socklen_t size = sizeof here;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(door, (void *)&here, sizeof here) || listen(door, 4096)) return perror("loop"), 1;
    getsockname(door, (void *)&here, &size);
    setvbuf(stdout, NULL, _IOLBF, 0);
    printf("{\"port\": %d}\n", ntohs(here.sin_port));
    for (int i = 0; i < many; i++) {
        if ((lines[i] = accept(door, NULL, NULL)) < 0) return perror("loop"), 1;
        setsockopt(lines[i], IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    }
    printf("{\"taken\": %d}\n", many);
    long times, bytes;
    while (scanf(" send %ld %ld", &times, &bytes) == 2) send_all(lines, many, times, bytes);
    return 0;
}
