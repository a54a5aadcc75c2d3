// Keeps the page for when there is no network, one whole version at a time. `cargo xtask dist` writes it into the site
// and fills in the two places.
//
// All of a version comes from its cache, the page's own document too: a new document with the workers of an old version
// would not work. A new version is fetched in the background and waits until the page says that it may take over.
'use strict';

const VERSION = '{{version}}';
const FILES = {{files}};

// The caches of an origin belong to all its pages, which may be several of this kind in several folders.
const PREFIX = `kindred ${self.registration.scope} `;
const CACHE = PREFIX + VERSION;

self.addEventListener('install', event => event.waitUntil(store()));
self.addEventListener('activate', event => event.waitUntil(tidy()));

self.addEventListener('message', event => {
    if (event.data === 'take over') {
        self.skipWaiting();
    }
});

self.addEventListener('fetch', event => {
    const { request } = event;
    if (request.method === 'GET' && request.url.startsWith(self.registration.scope)) {
        event.respondWith(answer(request));
    }
});

async function store() {
    const cache = await caches.open(CACHE);
    // Asks the host anew, because a file of the same name may lie in the browser's own cache from the version before.
    await cache.addAll(FILES.map(file => new Request(file, { cache: 'no-cache' })));
}

async function tidy() {
    const names = await caches.keys();
    const old = names.filter(name => name.startsWith(PREFIX) && name !== CACHE);
    await Promise.all(old.map(name => caches.delete(name)));
    // The first visit goes on offline, too.
    await self.clients.claim();
}

async function answer(request) {
    const cache = await caches.open(CACHE);
    const kept = await cache.match(request, { ignoreSearch: request.mode === 'navigate' });
    return kept ?? fetch(request);
}
